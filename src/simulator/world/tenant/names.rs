//! Invented company and person names from many countries, with Latin, Chinese, Japanese,
//! Korean, Arabic, Thai and accented letters. Every entry is a native form and an ASCII form
//! for the login name.

use crate::world::rng::Rng;

/// The name parts of a country.
pub struct Country {
    /// Dialing prefix in the format of the API: four digits that start with 00.
    pub country_code: &'static str,
    brands: &'static [(&'static str, &'static str)],
    trades: &'static [&'static str],
    forms: &'static [&'static str],
    given: &'static [(&'static str, &'static str)],
    family: &'static [(&'static str, &'static str)],
    /// Family name first, without a separator.
    joined: bool,
    /// The legal form is before the name.
    form_first: bool,
}

macro_rules! country {
    ($country_code:literal, $joined:literal, $first:literal, [$($b:literal = $ba:literal),*], [$($t:literal),*], [$($f:literal),*],
     [$($g:literal = $ga:literal),*], [$($l:literal = $la:literal),*]) => {
        Country { country_code: $country_code, joined: $joined, form_first: $first, brands: &[$(($b, $ba)),*], trades: &[$($t),*],
            forms: &[$($f),*], given: &[$(($g, $ga)),*], family: &[$(($l, $la)),*] }
    };
}

// One line per list: formatted otherwise this would be five hundred lines of single words.
#[rustfmt::skip]
pub const COUNTRIES: &[Country] = &[
    country!("0065", false, false,
        ["Merlion Bay" = "merlionbay", "Orchid Row" = "orchidrow", "Straits" = "straits", "Kampong" = "kampong", "Tembusu" = "tembusu"],
        ["Logistics", "Digital", "Foods", "Marine", "Analytics"],
        ["Pte. Ltd."],
        ["Wei Ling" = "weiling", "Arjun" = "arjun", "Nurul" = "nurul"],
        ["Tan" = "tan", "Menon" = "menon", "Rahman" = "rahman"]
    ),
    country!("0066", true, true,
        ["สยามธารา" = "siamthara", "ลานนา" = "lanna", "เจ้าพระยา" = "chaophraya", "ภูเขียว" = "phukhiao"],
        ["โลจิสติกส์", "ดิจิทัล", "อาหาร", "เทรดดิ้ง"],
        ["บริษัท"],
        ["สมชาย " = "somchai", "กัญญา " = "kanya", "ธนพล " = "thanapol"],
        ["ศรีสุข" = "srisuk", "วงศ์ไทย" = "wongthai"]
    ),
    country!("0081", true, true,
        ["青空" = "aozora", "北斗" = "hokuto", "桜川" = "sakuragawa", "山彦" = "yamabiko", "みなと" = "minato"],
        ["物流", "電機", "食品", "製作所", "システムズ"],
        ["株式会社"],
        ["陽菜" = "hina", "健太" = "kenta", "直樹" = "naoki"],
        ["佐々木" = "sasaki", "小林" = "kobayashi", "渡辺" = "watanabe"]
    ),
    country!("0082", true, true,
        ["한빛" = "hanbit", "푸른강" = "pureungang", "새벽" = "saebyeok", "온누리" = "onnuri"],
        ["물류", "테크", "식품", "미디어"],
        ["주식회사 "],
        ["민준" = "minjun", "서연" = "seoyeon", "지훈" = "jihun"],
        ["김" = "kim", "박" = "park", "최" = "choi"]
    ),
    country!("0086", true, false,
        ["云帆" = "yunfan", "晨星" = "chenxing", "海潮" = "haichao", "青石" = "qingshi", "锦程" = "jincheng"],
        ["科技", "物流", "数据", "医疗", "教育"],
        ["有限公司", "股份有限公司"],
        ["伟" = "wei", "静" = "jing", "子涵" = "zihan"],
        ["王" = "wang", "欧阳" = "ouyang", "赵" = "zhao"]
    ),
    country!("0852", true, false,
        ["維港" = "victoria-wave", "獅山" = "lionrock", "旭日" = "rising", "匯豐里" = "wuifung"],
        ["貿易", "物流", "資訊", "建築"],
        ["有限公司"],
        ["嘉欣" = "kayan", "志明" = "chiming", "詠儀" = "wingyi"],
        ["陳" = "chan", "黃" = "wong", "李" = "lee"]
    ),
    country!("0060", false, false,
        ["Seri Alam" = "serialam", "Rimba" = "rimba", "Tanjung Biru" = "tanjungbiru", "Kinabalu" = "kinabalu"],
        ["Teknologi", "Logistik", "Makmur", "Perubatan"],
        ["Sdn. Bhd."],
        ["Aishah" = "aishah", "Faizal" = "faizal", "Mei Yee" = "meiyee"],
        ["binti Osman" = "osman", "bin Ismail" = "ismail", "Lim" = "lim"]
    ),
    country!("0062", false, true,
        ["Nusa Sinar" = "nusasinar", "Bintang Timur" = "bintangtimur", "Garuda Niaga" = "garudaniaga", "Samudra" = "samudra"],
        ["Logistik", "Digital", "Pangan", "Energi"],
        ["PT"],
        ["Putri" = "putri", "Bagus" = "bagus", "Dewi" = "dewi"],
        ["Santoso" = "santoso", "Wijaya" = "wijaya", "Lestari" = "lestari"]
    ),
    country!("0063", false, false,
        ["Bayanihan" = "bayanihan", "Luzon Crest" = "luzoncrest", "Mabuhay" = "mabuhay", "Perlas" = "perlas"],
        ["Freight", "Outsourcing", "Foods", "Systems"],
        ["Inc.", "Corp."],
        ["Maricel" = "maricel", "José" = "jose", "Paolo" = "paolo"],
        ["Dela Cruz" = "delacruz", "Bautista" = "bautista", "Peña" = "pena"]
    ),
    country!("0091", false, false,
        ["Vasudha" = "vasudha", "Nilgiri" = "nilgiri", "Ganga Setu" = "gangasetu", "Konark" = "konark"],
        ["Infotech", "Textiles", "Pharma", "Logistics"],
        ["Pvt. Ltd.", "Ltd."],
        ["Priya" = "priya", "Rahul" = "rahul", "Ananya" = "ananya"],
        ["Iyer" = "iyer", "Chaudhary" = "chaudhary", "Deshpande" = "deshpande"]
    ),
    country!("0966", false, true,
        ["واحة النخيل" = "palm-oasis", "الأفق الجديد" = "newhorizon", "درة الخليج" = "gulfpearl", "صحارى" = "sahara"],
        ["للتقنية", "للخدمات اللوجستية", "للتجارة", "للأغذية"],
        ["شركة"],
        ["فاطمة" = "fatimah", "عبد الله" = "abdullah", "نورة" = "noura"],
        ["القحطاني" = "alqahtani", "الحربي" = "alharbi", "العتيبي" = "alotaibi"]
    ),
    country!("0971", false, false,
        ["Falcon Dunes" = "falcondunes", "برج السحاب" = "cloudtower", "Jumana" = "jumana", "Al Noor" = "alnoor"],
        ["Trading", "Media", "Aviation", "Hospitality"],
        ["LLC", "FZ-LLC"],
        ["Mariam" = "mariam", "خالد" = "khalid", "Yusuf" = "yusuf"],
        ["Al Mansoori" = "almansoori", "الشامسي" = "alshamsi", "Haddad" = "haddad"]
    ),
    country!("0020", false, true,
        ["نيل الغد" = "nile-tomorrow", "اللوتس" = "lotus", "المنارة" = "manara", "طيبة" = "thebes"],
        ["للبرمجيات", "للنقل", "للصناعات", "للتوزيع"],
        ["شركة"],
        ["محمود" = "mahmoud", "ياسمين" = "yasmin", "كريم" = "karim"],
        ["السيد" = "elsayed", "منصور" = "mansour", "حسن" = "hassan"]
    ),
    country!("0090", false, false,
        ["Boğaziçi" = "bogazici", "Ege Işık" = "egeisik", "Çınaraltı" = "cinaralti", "Anadolu Güneş" = "anadolugunes"],
        ["Lojistik", "Yazılım", "Gıda", "Enerji"],
        ["A.Ş.", "Ltd. Şti."],
        ["Ayşe" = "ayse", "Çağrı" = "cagri", "Şule" = "sule"],
        ["Öztürk" = "ozturk", "Yıldız" = "yildiz", "Güneş" = "gunes"]
    ),
    country!("0049", false, false,
        ["Nordlicht" = "nordlicht", "Brückner & Söhne" = "brueckner", "Elbtal" = "elbtal", "Schwarzwälder" = "schwarzwaelder"],
        ["Logistik", "Maschinenbau", "Datentechnik", "Großhandel"],
        ["GmbH", "AG", "GmbH & Co. KG"],
        ["Jürgen" = "juergen", "Annika" = "annika", "Björn" = "bjoern"],
        ["Müller" = "mueller", "Weiß" = "weiss", "Schäfer" = "schaefer"]
    ),
    country!("0033", false, false,
        ["Rivière Bleue" = "rivierebleue", "Forêt d'Or" = "foretdor", "Côte Claire" = "coteclaire", "Étoile Polaire" = "etoilepolaire"],
        ["Logistique", "Numérique", "Santé", "Énergies"],
        ["SAS", "SARL"],
        ["Chloé" = "chloe", "François" = "francois", "Zoé" = "zoe"],
        ["Lefèvre" = "lefevre", "Garçon" = "garcon", "Hénault" = "henault"]
    ),
    country!("0034", false, false,
        ["Sierra Nívea" = "sierranivea", "Peñalara" = "penalara", "Río Bravo" = "riobravo", "Luz del Sur" = "luzdelsur"],
        ["Logística", "Informática", "Alimentación", "Energía"],
        ["S.L.", "S.A."],
        ["Íñigo" = "inigo", "Begoña" = "begona", "Álvaro" = "alvaro"],
        ["Núñez" = "nunez", "Ibáñez" = "ibanez", "García" = "garcia"]
    ),
    country!("0052", false, false,
        ["Volcán Norte" = "volcannorte", "Quetzal" = "quetzal", "Cenote Azul" = "cenoteazul", "Maíz Dorado" = "maizdorado"],
        ["Transportes", "Sistemas", "Alimentos", "Minería"],
        ["S.A. de C.V."],
        ["Guadalupe" = "guadalupe", "Ximena" = "ximena", "Jesús" = "jesus"],
        ["Hernández" = "hernandez", "Muñoz" = "munoz", "Ramírez" = "ramirez"]
    ),
    country!("0055", false, false,
        ["Ipê Amarelo" = "ipeamarelo", "São Bento" = "saobento", "Coração Verde" = "coracaoverde", "Araucária" = "araucaria"],
        ["Tecnologia", "Logística", "Agronegócios", "Saúde"],
        ["Ltda.", "S.A."],
        ["João" = "joao", "Conceição" = "conceicao", "Thaís" = "thais"],
        ["Gonçalves" = "goncalves", "Araújo" = "araujo", "Simões" = "simoes"]
    ),
    country!("0056", false, false,
        ["Cordillera Austral" = "cordilleraaustral", "Ñandú" = "nandu", "Puerto Lindo" = "puertolindo"],
        ["Minera", "Pesquera", "Digital", "Vinos"],
        ["SpA", "Ltda."],
        ["Matías" = "matias", "Javiera" = "javiera"],
        ["Sepúlveda" = "sepulveda", "Cárdenas" = "cardenas", "Fuentes" = "fuentes"]
    ),
    country!("0027", false, false,
        ["Baobab" = "baobab", "Drakensberg" = "drakensberg", "Ubuntu Ridge" = "ubunturidge", "Protea" = "protea"],
        ["Mining", "Retail", "Telecoms", "Insurance"],
        ["(Pty) Ltd"],
        ["Thandiwe" = "thandiwe", "Sipho" = "sipho", "Annelien" = "annelien"],
        ["Dlamini" = "dlamini", "van der Merwe" = "vandermerwe", "Naidoo" = "naidoo"]
    ),
    country!("0234", false, false,
        ["Zuma Rock" = "zumarock", "Lagos Lagoon" = "lagoslagoon", "Adẹ́túnjí" = "adetunji", "Savanna" = "savanna"],
        ["Fintech", "Agro", "Media", "Oil Services"],
        ["Ltd", "Plc"],
        ["Chiamaka" = "chiamaka", "Olúṣẹ́gun" = "olusegun", "Ibrahim" = "ibrahim"],
        ["Okonkwo" = "okonkwo", "Adéyemí" = "adeyemi", "Bello" = "bello"]
    ),
    country!("0048", false, false,
        ["Żuraw" = "zuraw", "Złota Łąka" = "zlotalaka", "Wisła Południe" = "wislapoludnie"],
        ["Logistyka", "Oprogramowanie", "Spożywcza", "Budownictwo"],
        ["sp. z o.o.", "S.A."],
        ["Łukasz" = "lukasz", "Małgorzata" = "malgorzata", "Święto" = "swieto"],
        ["Wójcik" = "wojcik", "Dąbrowska" = "dabrowska", "Kowalczyk" = "kowalczyk"]
    ),
    country!("0084", false, true,
        ["Sông Hồng" = "songhong", "Bình Minh" = "binhminh", "Trường Sơn" = "truongson"],
        ["Vận Tải", "Công Nghệ", "Thực Phẩm", "Dệt May"],
        ["Công ty TNHH"],
        ["Văn Đức" = "vanduc", "Thị Hương" = "thihuong", "Minh Châu" = "minhchau"],
        ["Nguyễn" = "nguyen", "Trần" = "tran", "Phạm" = "pham"]
    ),
];

/// A name in native letters, and the stem of a login name.
pub struct GeneratedName {
    pub name: String,
    pub stem: String,
}

pub fn company(rng: &mut Rng, country: &Country) -> GeneratedName {
    let (brand, ascii) = rng.pick(country.brands);
    let trade = rng.pick(country.trades);
    let form = rng.pick(country.forms);
    let gap = if country.joined { "" } else { " " };
    let name = if country.form_first {
        format!("{form}{gap}{brand}{gap}{trade}")
    } else {
        format!("{brand}{gap}{trade}{gap}{form}")
    };
    GeneratedName { name, stem: (*ascii).to_owned() }
}

pub fn person(rng: &mut Rng, country: &Country) -> GeneratedName {
    let (given, given_ascii) = rng.pick(country.given);
    let (family, family_ascii) = rng.pick(country.family);
    let name = if country.joined && !given.ends_with(' ') {
        format!("{family}{given}")
    } else if country.joined {
        format!("{given}{family}")
    } else {
        format!("{given} {family}")
    };
    GeneratedName { name, stem: format!("{given_ascii}-{family_ascii}") }
}

pub const LABELS: &[&str] = &[
    "",
    "",
    "",
    "pilot",
    "key account",
    "EMEA",
    "APAC",
    "LATAM",
    "startup programme",
    "education",
    "public sector",
    "重点客户",
    "renewal 2026",
    "watch list",
    "migrated",
    "do-not-discount",
];

pub const MANAGERS: &[&str] =
    &["am-lee", "am-haddad", "am-nunez", "am-schaefer", "am-tanaka", "am-okonkwo", "am-goncalves", "am-chan"];
