//! A sheet as one page of HTML that needs nothing beside it: the matrix with its signs drawn, the legend, and tables of
//! what stands behind the cells. Made to be printed too: the marking stands on every page.

use super::draw;
use super::{Cell, Column, Group, Long, Piece, Row, Sheet, Sign, Tone, joined};
use crate::figure::{LIGHT, Rgb, marking_colours};

pub(super) fn write(sheet: &Sheet) -> String {
    let title = escaped(&sheet.title);
    let about = all(sheet.about.iter().map(|(name, value)| format!("<dt>{name}</dt><dd>{}</dd>\n", escaped(value))));
    let banner = format!("<div class=\"marking\">{}</div>\n", escaped(&sheet.marking.banner()));
    let notes = all(sheet.notes.iter().map(|note| format!("<p>{}</p>\n", escaped(note))));
    let statements = all(sheet.long.iter().map(statements));
    let (style, matrix, legend, symbols) = (style(sheet), matrix(sheet), legend(sheet), symbols(sheet));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n{symbols}{banner}<main>\n<h1>{title}</h1>\n<dl>\n{about}</dl>\n\
         {matrix}<h2>Legend</h2>\n{legend}{notes}{statements}</main>\n{banner}</body>\n</html>\n"
    )
}

/// Parts one after the other.
fn all(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

/// Each sign that is used, drawn once.
fn symbols(sheet: &Sheet) -> String {
    let symbol = |(sign, _): &(Sign, _)| {
        let (id, drawn) = (id(*sign), draw::sign(*sign, sign.tone().ink(&LIGHT)));
        format!("<symbol id=\"{id}\" viewBox=\"-7 -7 14 14\">{drawn}</symbol>")
    };
    let symbols = all(sheet.legend.iter().map(symbol));
    format!("<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\">{symbols}</svg>\n")
}

/// A name for each sign.
fn id(sign: Sign) -> String {
    let name = match sign {
        Sign::Glyph(glyph) => format!("{glyph:?}"),
        Sign::Finding(glyph) => format!("{glyph:?}"),
        Sign::Surveyed
        | Sign::Unsurveyed
        | Sign::Nothing
        | Sign::Possible
        | Sign::Elsewhere
        | Sign::Unsourced
        | Sign::Stated
        | Sign::Inferred
        | Sign::Possibly
        | Sign::Uncertain
        | Sign::Acts
        | Sign::MayAct
        | Sign::Technical
        | Sign::Political
        | Sign::OtherWork
        | Sign::MayGoOn
        | Sign::Staff
        | Sign::Money => format!("{sign:?}"),
    };
    name.to_lowercase()
}

fn drawn(sign: Sign) -> String {
    format!("<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>", id(sign))
}

fn style(sheet: &Sheet) -> String {
    let (ground, ink) = marking_colours(sheet.marking);
    let words = sheet.marking.banner();
    let [pane, band, rule, text, soft] = [LIGHT.pane, LIGHT.band, LIGHT.rule, LIGHT.ink, LIGHT.ink_soft].map(Rgb::css);
    format!(
        "@page {{ size: A4 landscape; margin: 14mm 10mm; @top-center {{ content: \"{words}\"; font: bold 9pt sans-serif }} \
         @bottom-center {{ content: \"{words}\"; font: bold 9pt sans-serif }} }}\n\
         * {{ box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact }}\n\
         body {{ margin: 0; background: {pane}; color: {text}; font: 13px/1.35 Inter, \"Segoe UI\", \"Helvetica Neue\", Arial, sans-serif }}\n\
         main {{ padding: 12px 20px 20px }}\n\
         .marking {{ background: {ground}; color: {ink}; font-weight: 600; text-align: center; padding: 4px; letter-spacing: .03em }}\n\
         h1 {{ font-size: 20px; margin: 4px 0 6px }} h2 {{ font-size: 15px; margin: 20px 0 6px }}\n\
         dl {{ display: grid; grid-template-columns: max-content 1fr; gap: 0 10px; margin: 0 0 12px }}\n\
         dt {{ color: {soft} }} dd {{ margin: 0 }} p {{ margin: 4px 0; max-width: 75em }}\n\
         table {{ border-collapse: collapse }} caption {{ text-align: left; color: {soft}; padding: 0 0 4px }}\n\
         th, td {{ border: 1px solid {rule}; padding: 2px 5px; vertical-align: top; text-align: left; overflow-wrap: break-word }}\n\
         thead {{ display: table-header-group }} tr {{ break-inside: avoid }}\n\
         thead th, tfoot th, tfoot td, th[scope=rowgroup] {{ background: {band} }}\n\
         th[scope=rowgroup] {{ color: {soft} }} .full, .remark {{ color: {soft}; font-weight: normal; font-size: 11px }}\n\
         .matrix td, .matrix thead th, .matrix tfoot td {{ text-align: center; vertical-align: middle }}\n\
         .matrix th {{ overflow-wrap: normal }} .matrix thead th {{ hyphens: auto; min-width: 5.2em; vertical-align: bottom }}\n\
         .matrix thead th:first-child {{ text-align: left; min-width: 11em }} .matrix thead .name {{ display: block; font-weight: normal; font-size: 11px }}\n\
         .matrix td.possible {{ outline: 1px dashed {soft}; outline-offset: -3px }}\n\
         .sign {{ width: 14px; height: 14px; vertical-align: -2px }} .short {{ white-space: nowrap; font-size: 12px }}\n\
         .words {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }}\n\
         .legend {{ display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 0 0 8px; padding: 0 }}\n\
         .statements {{ font-size: 11px; width: 100% }} .statements h2 {{ break-after: avoid }}\n",
        ground = ground.css(),
        ink = ink.css(),
    ) + &tones()
}

/// The grounds of filled cells.
fn tones() -> String {
    let tones = [Tone::Mandate, Tone::Evidence, Tone::No, Tone::Gap, Tone::Dormant];
    let rule = |tone: Tone| {
        tone.ground(&LIGHT)
            .map_or_else(String::new, |ground| format!(".{} {{ background: {} }}\n", class(tone), ground.css()))
    };
    tones.map(rule).concat()
}

const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Mandate => "mandate",
        Tone::Evidence => "evidence",
        Tone::No => "no",
        Tone::Gap => "gap",
        Tone::Dormant => "dormant",
    }
}

fn matrix(sheet: &Sheet) -> String {
    let heading = |column: &Column| {
        let code = escaped(column.code());
        let name = if column.code() == column.name { String::new() } else { escaped(&column.name) };
        format!("<th scope=\"col\">{code}<span class=\"name\">{name}</span></th>")
    };
    let columns = all(sheet.columns.iter().map(heading));
    let groups = all(sheet.groups.iter().map(|group| group_rows(sheet, group)));
    let totals = all(sheet.totals.iter().map(|total| format!("<td>{}</td>", escaped(&total.short()))));
    format!(
        "<table class=\"matrix\">\n<caption>Missions by themes: {}</caption>\n<thead><tr><th scope=\"col\">Mission</th>{columns}\
         <th scope=\"col\">Total</th></tr></thead>\n{groups}<tfoot><tr><th scope=\"row\">{}</th>{totals}<td>{}</td></tr></tfoot>\n\
         </table>\n",
        escaped(&sheet.about.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("; ")),
        sheet.counted,
        escaped(&sheet.total.short())
    )
}

fn group_rows(sheet: &Sheet, group: &Group) -> String {
    let heading = escaped(&group.heading);
    let rows = all(group.rows.iter().map(row));
    format!(
        "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"{}\">{heading}</th><td>{}</td></tr>\n{rows}</tbody>\n",
        sheet.columns.len() + 1,
        escaped(&group.total.short())
    )
}

fn row(row: &Row) -> String {
    let full = if row.full_name.is_empty() || row.full_name == row.name {
        String::new()
    } else {
        format!(" title=\"{}\"", escaped(&row.full_name))
    };
    let remark =
        if row.remark.is_empty() { String::new() } else { format!(" <span class=\"remark\">{}</span>", row.remark) };
    let cells = all(row.cells.iter().map(cell));
    let total = escaped(&row.total.short());
    format!("<tr><th scope=\"row\"{full}>{}{remark}</th>{cells}<td>{total}</td></tr>\n", escaped(&row.name))
}

fn cell(cell: &Cell) -> String {
    let possible = if cell.has(Sign::Possible) { " possible" } else { "" };
    let title = std::iter::once(cell.words.as_str()).chain(cell.behind.iter().map(String::as_str)).collect::<Vec<_>>();
    // What is drawn is not read out, and what is read out is not drawn.
    format!(
        "<td class=\"{}{possible}\" title=\"{}\"><span class=\"short\" aria-hidden=\"true\">{}</span><span class=\"words\">{}</span></td>",
        class(cell.tone),
        escaped(&title.join("\n")),
        signs(cell),
        escaped(&cell.words)
    )
}

/// What a cell shows: the same as its short text, with its signs drawn.
fn signs(cell: &Cell) -> String {
    let piece = |piece: &Piece| {
        let told = Piece { words: escaped(&piece.words), ..*piece };
        told.with(&piece.sign.map(drawn).unwrap_or_default())
    };
    joined(&cell.pieces(), piece, " ").join("<br>")
}

fn legend(sheet: &Sheet) -> String {
    let item = |(sign, words): &(Sign, &str)| format!("<li>{} {words}</li>\n", drawn(*sign));
    format!("<ul class=\"legend\">\n{}</ul>\n", all(sheet.legend.iter().map(item)))
}

fn statements(long: &Long) -> String {
    let heading = format!("<h2>{}</h2>\n", long.title);
    if long.rows.is_empty() {
        return format!("{heading}<p>None</p>\n");
    }
    let told = long.told();
    let names = told.iter().filter_map(|&place| long.columns.get(place));
    let head = all(names.map(|name| format!("<th scope=\"col\">{name}</th>")));
    let row = |row: &Vec<String>| {
        let texts = told.iter().filter_map(|&place| row.get(place));
        let cells = all(texts.map(|text| format!("<td>{}</td>", escaped(text))));
        format!("<tr>{cells}</tr>\n")
    };
    let rows = all(long.rows.iter().map(row));
    format!(
        "{heading}<table class=\"statements\">\n<caption>{}, a row for each</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n\
         {rows}</tbody>\n</table>\n",
        long.title
    )
}

/// A text of which nothing is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
    }
    safe
}
