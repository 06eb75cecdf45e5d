"""Tags for the few pages that django-allauth makes with Django's own templates."""
