//! About how wide a text is, without a face at hand: rather too wide than too narrow, and the same on every machine.

/// Width of a line, in points.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Parts of the size of the type, of Inter; other alphabets are taken for as wide as their letters may be.
const fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.3,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '·' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.95,
        'A'..='Z' => 0.72,
        '\u{0}'..='\u{24f}' => 0.61,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{370}'..='\u{10ff}' => 0.7,
        _ => 1.0,
    }
}

/// The text, or its beginning with "…" where it is wider than the room.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let fits = |letter: &char| {
        left -= advance(*letter) * size;
        left >= 0.0
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// The text in lines that fit the room, at most so many; the last one says with "…" that there was more.
pub(super) fn wrapped(text: &str, size: f64, (room, most): (f64, usize)) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        last.push('…');
    }
    lines.iter().map(|line| fitted(line, size, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_cut_to_the_room() {
        let check =
            |text: &str, most: usize, expected: &[&str]| assert_eq!(wrapped(text, 10.0, (60.0, most)), expected);
        check("", 3, &[]);
        check("Piracy", 3, &["Piracy"]);
        check("Drug trafficking", 3, &["Drug", "trafficking"]);
        check("Drug trafficking and more", 2, &["Drug", "traffickin…"]);
        check("Resourcefulnessandmore", 3, &["Resource…"]);
    }

    #[test]
    fn what_is_fitted_is_no_wider_than_its_room() {
        for text in ["UNIOGBIS", "OSCE Spill. Mon. Mission to Skopje", "平和維持活動", "مكتب الأمم المتحدة", "…"]
        {
            for room in [20.0, 40.0, 80.0] {
                assert!(width(&fitted(text, 12.0, room), 12.0) <= room, "{text} in {room}");
            }
        }
    }
}
