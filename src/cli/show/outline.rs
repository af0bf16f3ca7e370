//! An outline of labelled fields: one value that reads as aligned text and as JSON, so that both say the same.

use serde_json::{Map, Value};

use crate::cli::text::one_line;

/// A field with its label for people and its key and value for programs.
pub(super) struct Field {
    key: &'static str,
    label: &'static str,
    value: Value,
    shown: Shown,
}

/// What people see of a field.
enum Shown {
    /// Nothing: it is told beside another field.
    Nothing,
    /// One line beside the label.
    Line(String),
    /// Items below the label.
    Items(Vec<Item>),
}

/// Something with a line of its own and fields below it.
pub(super) struct Item {
    head: String,
    fields: Vec<Field>,
}

impl Field {
    /// A text; none where it is empty.
    pub(super) fn text(key: &'static str, label: &'static str, text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::line(key, label, text, text.into()))
    }

    /// A line for people beside the value for programs.
    pub(super) fn line(key: &'static str, label: &'static str, line: impl Into<String>, value: Value) -> Self {
        Self { key, label, value, shown: Shown::Line(line.into()) }
    }

    /// A value for programs that people read elsewhere.
    pub(super) fn silent(key: &'static str, value: Value) -> Self {
        Self { key, label: "", value, shown: Shown::Nothing }
    }

    /// Items for people beside the value for programs; none where there are no items.
    pub(super) fn items(key: &'static str, label: &'static str, items: Vec<Item>, value: Value) -> Option<Self> {
        (!items.is_empty()).then_some(Self { key, label, value, shown: Shown::Items(items) })
    }

    /// Lines, each a text for programs too; none where there are none.
    pub(super) fn lines(key: &'static str, label: &'static str, lines: &[String]) -> Option<Self> {
        Self::items(key, label, lines.iter().map(Item::line).collect(), lines.into())
    }

    /// A list of things with fields, the first ones of which make the line; none where the list is empty.
    pub(super) fn parts(key: &'static str, label: &'static str, parts: Vec<(Vec<Self>, Vec<Self>)>) -> Option<Self> {
        let values: Vec<Value> = parts.iter().map(|(head, fields)| object(head.iter().chain(fields))).collect();
        let item = |(head, fields): (Vec<Self>, Vec<Self>)| Item { head: heading(&head), fields };
        Self::items(key, label, parts.into_iter().map(item).collect(), values.into())
    }

    /// One thing with fields.
    pub(super) fn group(key: &'static str, label: &'static str, fields: Vec<Self>) -> Self {
        let value = object(&fields);
        Self { key, label, value, shown: Shown::Items(vec![Item { head: String::new(), fields }]) }
    }
}

impl Item {
    /// One line without fields.
    pub(super) fn line(line: impl Into<String>) -> Self {
        Self { head: line.into(), fields: Vec::new() }
    }
}

/// The fields as one object.
pub(super) fn object<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Value {
    Value::Object(fields.into_iter().map(|field| (field.key.to_owned(), field.value.clone())).collect::<Map<_, _>>())
}

/// The fields as lines, labels and values aligned.
pub(super) fn words(fields: &[Field]) -> String {
    let mut lines = Vec::new();
    write(fields, 0, &mut lines);
    lines.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect()
}

/// The lines of these fields with commas between them.
fn heading(fields: &[Field]) -> String {
    let lines = fields.iter().filter_map(|field| match &field.shown {
        Shown::Line(line) => Some(line.as_str()),
        Shown::Nothing | Shown::Items(_) => None,
    });
    lines.collect::<Vec<_>>().join(", ")
}

fn write(fields: &[Field], indent: usize, lines: &mut Vec<String>) {
    let labels = fields.iter().filter(|field| matches!(field.shown, Shown::Line(_)));
    let width = labels.map(|field| field.label.chars().count()).max().unwrap_or(0);
    let mut push = |indent: usize, line: &str| lines.push(format!("{:indent$}{}", "", one_line(line).trim_end()));
    for Field { label, shown, .. } in fields {
        match shown {
            Shown::Nothing => {}
            Shown::Line(line) => push(indent, &format!("{label:width$}  {line}")),
            Shown::Items(items) => {
                push(indent, label);
                for item in items {
                    nest(item, indent + 2, &mut push);
                }
            }
        }
    }
}

/// Writes an item, its fields below its line.
fn nest(item: &Item, indent: usize, push: &mut impl FnMut(usize, &str)) {
    let deeper = if item.head.is_empty() { indent } else { indent + 2 };
    if !item.head.is_empty() {
        push(indent, &item.head);
    }
    let mut lines = Vec::new();
    write(&item.fields, deeper, &mut lines);
    for line in &lines {
        push(0, line);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_and_json_say_the_same() {
        let part = (
            vec![Field::line("who", "who", "Ana", "Ana".into())],
            vec![Field::line("as", "as what", "host", "host".into())],
        );
        let fields: Vec<Field> = [
            Field::text("title", "title", "A\u{1b}title"),
            Field::text("empty", "empty", ""),
            Field::parts("parts", "parts", vec![part]),
            Some(Field::silent("key", 7.into())),
            Field::text("longer", "longer label", "text"),
        ]
        .into_iter()
        .flatten()
        .collect();
        assert_eq!(words(&fields), "title         A title\nparts\n  Ana\n    as what  host\nlonger label  text\n");
        let parts = json!([{ "who": "Ana", "as": "host" }]);
        assert_eq!(object(&fields), json!({ "title": "A\u{1b}title", "parts": parts, "key": 7, "longer": "text" }));
    }
}
