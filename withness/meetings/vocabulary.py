"""Code words of the field. The same letters mean different things in different fellowships, so a code is always read
within its vocabulary (`aa`, `na`, ...); languages and access are taken out of the types, and put back on the way out.

The codes and their English names are those of the Meeting Guide specification (MIT).
"""

from __future__ import annotations

# code: English name. Only in the vocabulary `aa` do they all mean this.
MEETING_GUIDE = {
    "11": "11th Step Meditation",
    "12x12": "12 Steps & 12 Traditions",
    "A": "Secular",
    "ABSI": "As Bill Sees It",
    "AF": "Afrikaans",
    "AL": "Concurrent with Alateen",
    "AL-AN": "Concurrent with Al-Anon",
    "AM": "Amharic",
    "AR": "Arabic",
    "ASL": "American Sign Language",
    "B": "Big Book",
    "BA": "Babysitting Available",
    "BE": "Newcomer",
    "BG": "Bulgarian",
    "BI": "Bisexual",
    "BRK": "Breakfast",
    "C": "Closed",
    "CAN": "Candlelight",
    "CF": "Child-Friendly",
    "D": "Discussion",
    "DA": "Danish",
    "DB": "Digital Basket",
    "DD": "Dual Diagnosis",
    "DE": "German",
    "DR": "Daily Reflections",
    "EL": "Greek",
    "EN": "English",
    "FA": "Persian",
    "FF": "Fragrance Free",
    "FI": "Finnish",
    "FR": "French",
    "G": "Gay",
    "GR": "Grapevine",
    "H": "Birthday",
    "HE": "Hebrew",
    "HI": "Hindi",
    "HR": "Croatian",
    "HU": "Hungarian",
    "IS": "Icelandic",
    "ITA": "Italian",
    "JA": "Japanese",
    "KA": "Georgian",
    "KOR": "Korean",
    "L": "Lesbian",
    "LGBTQ": "LGBTQ",
    "LIT": "Literature",
    "LS": "Living Sober",
    "LT": "Lithuanian",
    "M": "Men",
    "MED": "Meditation",
    "ML": "Malayalam",
    "MT": "Maltese",
    "N": "Native American",
    "NB": "Non-Binary",
    "NDG": "Indigenous",
    "NE": "Nepali",
    "NL": "Dutch",
    "NO": "Norwegian",
    "O": "Open",
    "OUT": "Outdoor",
    "P": "Professionals",
    "POA": "Proof of Attendance",
    "POC": "People of Color",
    "POL": "Polish",
    "POR": "Portuguese",
    "PUN": "Punjabi",
    "RUS": "Russian",
    "S": "Spanish",
    "SEN": "Seniors",
    "SK": "Slovak",
    "SL": "Slovenian",
    "SM": "Smoking Permitted",
    "SP": "Speaker",
    "ST": "Step Study",
    "SV": "Swedish",
    "T": "Transgender",
    "TC": "Location Temporarily Closed",
    "TH": "Thai",
    "TL": "Tagalog",
    "TR": "Tradition Study",
    "TUR": "Turkish",
    "UK": "Ukrainian",
    "W": "Women",
    "X": "Wheelchair Access",
    "XB": "Wheelchair-Accessible Bathroom",
    "XT": "Cross Talk Permitted",
    "Y": "Young People",
}

# code: BCP 47
LANGUAGES = {
    "AF": "af", "AM": "am", "AR": "ar", "ASL": "ase", "BG": "bg", "DA": "da", "DE": "de", "EL": "el",
    "EN": "en", "FA": "fa", "FI": "fi", "FR": "fr", "HE": "he", "HI": "hi", "HR": "hr", "HU": "hu",
    "IS": "is", "ITA": "it", "JA": "ja", "KA": "ka", "KOR": "ko", "LT": "lt", "ML": "ml", "MT": "mt",
    "NE": "ne", "NL": "nl", "NO": "no", "POL": "pl", "POR": "pt", "PUN": "pa", "RUS": "ru", "S": "es",
    "SK": "sk", "SL": "sl", "SV": "sv", "TH": "th", "TL": "tl", "TUR": "tr", "UK": "uk",
}  # fmt: skip

# code: what a venue says of itself
ACCESS = {"X": "wheelchair", "XB": "toilet", "FF": "fragrance_free", "CF": "children"}

CLOSED_FOR_NOW, ONLINE, OPEN, CLOSED = "TC", "ONL", "O", "C"

FELLOWSHIPS = {
    "aa": "Alcoholics Anonymous", "na": "Narcotics Anonymous", "al-anon": "Al-Anon", "aca": "Adult Children of Alcoholics",
    "coda": "Co-Dependents Anonymous", "ca": "Cocaine Anonymous", "cma": "Crystal Meth Anonymous", "da": "Debtors Anonymous",
    "eda": "Eating Disorders Anonymous", "ga": "Gamblers Anonymous", "ma": "Marijuana Anonymous", "oa": "Overeaters Anonymous",
    "rd": "Recovery Dharma", "saa": "Sex Addicts Anonymous", "slaa": "Sex and Love Addicts Anonymous",
    "sia": "Survivors of Incest Anonymous", "other": "Other support groups",
}  # fmt: skip

# Formats of BMLT by the id every fellowship shares (`world_id`): never by the letters of one server.
BMLT = {
    "BEG": "Beginners", "BT": "Basic Text", "CH": "May be closed on holidays", "CAN": "Candlelight", "DISC": "Discussion",
    "GL": "LGBTQ", "IP": "Pamphlets", "IW": "It Works", "JFT": "Just for Today", "M": "Men", "NC": "No children",
    "VAR": "Format changes", "S-D": "Speaker and discussion", "SWG": "Step working guide", "SPK": "Speaker", "STEP": "Steps",
    "TOP": "Topic", "TRAD": "Traditions", "W": "Women", "Y": "Young people", "LIT": "Book study", "NS": "No smoking",
    "QA": "Questions and answers", "MED": "Meditation", "RA": "Restricted attendance", "CW": "Children are welcome",
    "CPT": "Concepts", "LC": "Living Clean", "GP": "Guiding Principles", "SPAD": "A spiritual principle a day",
}  # fmt: skip
BMLT_LIKE_MEETING_GUIDE = {"OPEN": "O", "CLOSED": "C", "WCHR": "X"}
# The stock ids of a server that was never changed, for lists that come without their formats: id, world id.
BMLT_STOCK = {
    "1": "BEG", "2": "LANG", "3": "BT", "4": "CLOSED", "5": "CH", "6": "CAN", "8": "DISC", "9": "LANG", "10": "GL", "12": "IP",
    "13": "IW", "14": "JFT", "15": "M", "16": "NC", "17": "OPEN", "19": "VAR", "22": "S-D", "23": "SWG", "26": "SPK",
    "27": "STEP", "29": "TOP", "30": "TRAD", "31": "TRAD", "32": "W", "33": "WCHR", "34": "Y", "36": "LIT", "37": "NS",
    "40": "QA", "41": "MED", "42": "RA", "43": "QA", "44": "CW", "45": "CPT", "46": "LANG", "47": "LANG", "48": "LANG",
    "49": "LANG", "51": "LC", "52": "GP", "54": "VM", "55": "TC", "56": "HYBR", "57": "SPAD",
}  # fmt: skip
BMLT_STOCK_LANGUAGES = {"9": "es", "46": "fi", "47": "en", "48": "fa"}
LANGUAGES_BY_NAME = {
    "español": "es", "espanol": "es", "spanish": "es", "english": "en", "french": "fr", "français": "fr", "finnish": "fi",
    "persian": "fa", "farsi": "fa", "german": "de", "deutsch": "de", "portuguese": "pt", "português": "pt", "russian": "ru",
    "polish": "pl", "italian": "it", "arabic": "ar", "hebrew": "he", "japanese": "ja", "korean": "ko", "swedish": "sv",
    "dutch": "nl", "danish": "da", "norwegian": "no", "greek": "el", "turkish": "tr", "ukrainian": "uk",
    "american sign language": "ase",
}  # fmt: skip


def name_of_type(code: str) -> str:
    """What a kept type (`aa:ST`, `na:STEP`) is called in English; nothing where no one knows its word."""
    vocabulary, _colon, letters = code.partition(":")
    if vocabulary == "na":
        return BMLT.get(letters, MEETING_GUIDE.get(letters, ""))
    if vocabulary == "aa":
        return MEETING_GUIDE.get(letters, "")
    return {OPEN: "Open", CLOSED: "Closed"}.get(letters, "")


# What people look for, whatever a fellowship calls it: (what stands in an address, the codes it means).
KINDS = {
    "open": ("aa:O", "na:O", "own:open"), "newcomers": ("aa:BE", "na:BEG", "own:newcomers"),
    "women": ("aa:W", "na:W", "own:women"), "men": ("aa:M", "na:M", "own:men"),
    "lgbtq": ("aa:LGBTQ", "aa:G", "aa:L", "na:GL", "own:lgbtq"),
    "young": ("aa:Y", "na:Y", "own:young"), "discussion": ("aa:D", "na:DISC", "na:TOP", "own:discussion"),
    "speaker": ("aa:SP", "na:SPK", "own:speaker"), "steps": ("aa:ST", "na:STEP"),
    "literature": ("aa:LIT", "aa:B", "na:LIT", "na:BT"),
    "meditation": ("aa:MED", "aa:11", "na:MED", "own:meditation"), "secular": ("aa:A", "own:secular"),
    "candlelight": ("aa:CAN", "na:CAN"), "people-of-color": ("aa:POC",), "seniors": ("aa:SEN",), "proof": ("aa:POA",),
}  # fmt: skip
OUR_OWN = ("open", "newcomers", "women", "men", "lgbtq", "young", "discussion", "speaker", "meditation", "secular")
