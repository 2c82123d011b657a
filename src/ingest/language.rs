//! Which language a text is in, so that no claims are read out of one that the engine does not know.
//!
//! A text counts as foreign only where two signs agree: the letters' sequences (whichlang) and the lack of English's most
//! common words. Short texts say too little, and are taken for English.

use whichlang::{Lang, detect_language};

/// Texts of fewer letters are not judged.
const ENOUGH: usize = 120;
/// As much of a text is looked at, in bytes.
const LOOKED_AT: usize = 6_000;
/// In English prose a fifth of the words are these; in lists and tables fewer. None is common in another language.
const COMMON: [&str; 22] = [
    "the", "of", "and", "to", "that", "for", "it", "with", "he", "by", "from", "said", "are", "have", "has", "not",
    "be", "this", "but", "they", "were", "its",
];
/// At least one word in so many is one of them.
const ONE_IN: usize = 12;

/// The language of a text as ISO 639-1, where it is another than English.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    let head = &text[..text.floor_char_boundary(LOOKED_AT)];
    if head.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH || is_english(head) {
        return None;
    }
    match detect_language(head) {
        Lang::Eng => None,
        other => Some(two_letters(other)),
    }
}

/// Most texts are English by their first words already, and then no more is looked at.
fn is_english(text: &str) -> bool {
    const FIRST: usize = 60;
    let (mut words, mut common) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        common += usize::from(word.len() <= 4 && COMMON.iter().any(|known| word.eq_ignore_ascii_case(known)));
        if words == FIRST && common * ONE_IN >= words * 2 {
            return true;
        }
    }
    common * ONE_IN >= words
}

fn two_letters(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_known_by_their_text() {
        for (text, language) in [
            (
                "Der Hafen von Lysvik hat im vergangenen Jahr 18.000 Arbeiter verloren, sagte die Bürgermeisterin am Montag. \
                Die Stadt will nun 40 Millionen Euro in neue Kräne und Schienen stecken, damit die Schiffe wieder kommen, und \
                der Rat stimmt in zwei Wochen darüber ab.",
                "de",
            ),
            (
                "Le port de Lysvik a perdu 18 000 ouvriers l'an dernier, a dit la mairesse lundi. La ville veut désormais \
                mettre 40 millions d'euros dans de nouvelles grues et des rails pour que les navires reviennent, et le conseil \
                votera dans deux semaines sur ce plan.",
                "fr",
            ),
            (
                "El puerto de Lysvik perdió el año pasado a 18.000 obreros, dijo el lunes la alcaldesa. La ciudad quiere ahora \
                gastar 40 millones de euros en grúas y vías nuevas para que los barcos vuelvan, y el consejo votará el plan \
                dentro de dos semanas.",
                "es",
            ),
            (
                "В прошлом году порт Лысвик потерял восемнадцать тысяч рабочих, сказала в понедельник мэр города. Теперь город \
                хочет вложить сорок миллионов евро в новые краны и рельсы, чтобы корабли вернулись, и совет проголосует через \
                две недели.",
                "ru",
            ),
        ] {
            assert_eq!(foreign(text), Some(language));
        }
    }

    #[test]
    fn english_in_any_dress_and_short_texts_are_not_foreign() {
        let quoted = "“Vive le port,” said the mayor of Ern, and the crowd of 3,000 answered with “Vive la mer” and “À bas la taxe” \
            for an hour, as the ferry Liberté left the harbour for the last time with 412 people on board, at the end of a week \
            of strikes.";
        let names = "Łódź, Gdańsk, Kraków and Wrocław lost 12%, 14%, 9% and 3% of their tram riders in the year to June, the \
            statistics office in Warsaw said on Monday, while Poznań and Bydgoszcz were the only cities that won some, with 2% \
            and 4% more than in the year before it.";
        for text in [quoted, names, "Le port a perdu 18 000 ouvriers.", "", "12 34 56"] {
            assert_eq!(foreign(text), None, "{text}");
        }
    }
}
