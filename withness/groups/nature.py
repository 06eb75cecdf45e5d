"""Words to make an alias from: plants, birds, stones and waters, in the languages of the house. Nobody's names."""

from __future__ import annotations

EN = """
Alder Angelica Apple Ash Aspen Aster Avens Beech Betony Birch Blackthorn Bluebell Borage Bracken Bramble Briar Broom
Bryony Burdock Campion Cedar Chamomile Chervil Chestnut Chickweed Cicely Clover Comfrey Cornflower Cowslip Cypress
Dogwood Elder Elm Fennel Fern Figwort Flax Foxglove Gorse Hawthorn Hazel Heather Hornbeam Iris Ivy Larch Lavender
Lichen Linden Lovage Mallow Maple Marjoram Meadowsweet Medlar Moss Mugwort Mulberry Nettle Oak Oxlip Pimpernel Pine
Plantain Primrose Quince Reed Rosehip Rowan Rue Rush Sage Saxifrage Sedge Sorrel Speedwell Spruce Tansy Teasel Thistle
Thyme Trefoil Vervain Vetch Violet Willow Woodruff Yarrow Yew
Avocet Bittern Blackbird Brambling Bunting Bullfinch Chaffinch Chiffchaff Coot Cormorant Crane Crossbill Curlew Dipper
Dotterel Dove Dunlin Dunnock Egret Eider Fieldfare Finch Fulmar Gannet Goldcrest Goldfinch Grebe Greenfinch Guillemot
Heron Hoopoe Jackdaw Jay Kestrel Kingfisher Kite Kittiwake Knot Lapwing Lark Linnet Martin Merlin Moorhen Nightjar
Nuthatch Oriole Osprey Ouzel Owl Pipit Plover Puffin Quail Redpoll Redshank Redstart Redwing Robin Rook Sanderling
Sandpiper Serin Siskin Skylark Snipe Sparrow Starling Stonechat Stork Swallow Swift Teal Tern Thrush Treecreeper Turnstone
Wagtail Warbler Waxwing Wheatear Whimbrel Whinchat Whitethroat Wigeon Wren
Agate Amber Basalt Beryl Chalk Cobble Feldspar Flint Garnet Gneiss Granite Jasper Jet Marble Mica Obsidian Onyx Opal
Pebble Quartz Sandstone Slate Topaz Tuff
Bay Beck Brook Burn Cove Delta Dew Drizzle Eddy Estuary Fjord Ford Frost Hail Inlet Lagoon Lake Marsh Mere Mist Pond
Rain Rill Ripple River Shoal Sleet Snow Spring Stream Tarn Tide Weir
"""

ES = """
Abedul Abeto Acacia Acebo Alerce Aliso Almendro Álamo Arce Arrayán Avellano Azahar Azucena Boj Brezo Caléndula Camelia
Carrizo Castaño Cedro Cerezo Ciprés Ciruelo Clavel Cantueso Dalia Encina Enebro Endrino Espliego Espino Eucalipto Fresno
Geranio Genista Girasol Granado Haya Helecho Hiedra Hierbabuena Higuera Hinojo Jara Jazmín Junco Laurel Lavanda Lentisco
Lirio Madroño Madreselva Magnolia Majuelo Malva Manzanilla Mejorana Melisa Membrillo Menta Mimosa Mirto Moral Musgo
Naranjo Narciso Nogal Níspero Olivo Olmo Orégano Ortiga Palma Peral Pino Quejigo Retama Roble Romero Sabina Salvia Sauce
Saúco Serbal Tamarindo Tejo Tilo Tomillo Trébol Verbena Violeta Zarza
Abejaruco Abubilla Acentor Agachadiza Águila Alcaraván Alcaudón Alcotán Alondra Ánade Andarríos Arrendajo Avefría
Avetoro Avión Avoceta Bisbita Buitrón Búho Calandria Cárabo Carbonero Carricero Cernícalo Cigüeña Cisne Cogujada Colimbo
Collalba Cormorán Correlimos Cuco Curruca Chorlito Escribano Estornino Focha Frailecillo Fumarel Garceta Garza Gaviota
Golondrina Gorrión Grajilla Grulla Halcón Herrerillo Ibis Jilguero Lavandera Lechuza Lúgano Martinete Milano Mirlo Mito
Mochuelo Oropéndola Ostrero Paloma Pardillo Petirrojo Picogordo Pinzón Piquituerto Reyezuelo Ruiseñor Serín Somormujo
Tarabilla Tórtola Trepador Vencejo Verdecillo Verderón Zarcero Zarapito Zorzal
Ágata Ámbar Arenisca Basalto Berilo Caliza Cuarzo Granito Guijarro Jade Jaspe Lapislázuli Mármol Mica Obsidiana Ónice
Ópalo Pedernal Pizarra Pómez Topacio Turquesa
Acequia Arroyo Bahía Brisa Cala Cascada Charca Ensenada Escarcha Estero Fuente Lago Laguna Llovizna Lluvia Manantial
Marea Marisma Niebla Nieve Ola Regato Remanso Ría Río Rocío Torrente Vado Venero
"""

AR = """
أرز أقحوان إكليل آس بابونج بردي برتقال بلوط بندق بنفسج بيلسان تفاح توت تين جميز جوز حبق خبيزة خزامى خوخ دردار دفلى دلب
رتم رمان ريحان زعتر زعفران زنبق زيتون زيزفون سدر سرخس سرو سعتر سماق سنديان سوسن شمار شيح صفصاف صنوبر طرفاء طلح عرعر
عليق عوسج غار قرنفل قصب قيقب كتان كرز كستناء لبلاب لوتس لوز ليلك ليمون مردقوش مشمش منثور نخيل نرجس نعناع ورد يقطين
أوز باشق بجع بط بلبل بلشون بوم حباري حجل حسون حمام خطاف دراج دوري رفراف زرزور زقزاق سبد سمان سمنة سنونو شحرور شرشور
صقر صعو طاووس عصفور عقاب عندليب غطاس غواص فلامنغو قبرة قطا قمري كروان كركي كناري لقلق مالك نحام نعار نقشارة نورس هدهد
هزار وروار يمام
بازلت بلور جرانيت جزع جمان حصى رخام زبرجد زمرد صوان عقيق عنبر فيروز كهرمان كوارتز لازورد لؤلؤ مرجان مرمر ياقوت يشب
برد بحيرة بركة جدول خليج خور دلتا ديمة رافد رذاذ ساقية سحاب سلسبيل سيل شاطئ شلال ضباب طل غدير غمام غيث فرات فيض مد
مزن مطر منهل موج ندى نبع نهر نهير هتان واحة ودق وبل ينبوع
"""

WORDS = {"en": tuple(EN.split()), "es": tuple(ES.split()), "ar": tuple(AR.split())}


def words_for(language: str) -> tuple[str, ...]:
    """The words of that language; English where we have none of it."""
    return WORDS.get(language[:2], WORDS["en"])
