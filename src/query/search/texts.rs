//! Every text of a record by which an officer may remember it, with a word for where it stands.
//!
//! Each record is taken apart by all of its fields, so that a new one has to find its place here. What another record
//! says – the name of a participant – is found in that one. Words of a closed list, numbers and markings are no texts.

use std::collections::BTreeSet;

use crate::case::when::Relative;
use crate::case::{
    Activity, Actor, Alternate, Alternative, Aspect, Attribution, Briefing, Citation, Common, Edtf, Evidence,
    Hypothesis, Incident, Judgement, Lever, Mandate, Mission, Paragraph, Participant, PinnedPane, Place, Post, Posture,
    Quantity, Question, Rating, Record, Relation, Section, Source, Survey, Theme, View, When,
};

/// Takes down a text and where in the record it stands.
type Tell<'a, 't> = &'t mut dyn FnMut(&'static str, &'a str);

/// Tells every text of a record that is not empty, its name first.
pub(super) fn each_text<'a>(record: &'a Record, tell: &mut dyn FnMut(&'static str, &'a str)) {
    let tell = &mut |place, text: &'a str| {
        if !text.is_empty() {
            tell(place, text);
        }
    };
    match record {
        Record::Source(source) => of_source(source, tell),
        Record::Place(place) => of_place(place, tell),
        Record::Theme(theme) => of_theme(theme, tell),
        Record::Actor(actor) => of_actor(actor, tell),
        Record::Mission(mission) => of_mission(mission, tell),
        Record::Incident(incident) => of_incident(incident, tell),
        Record::Relation(relation) => of_relation(relation, tell),
        Record::Mandate(mandate) => of_mandate(mandate, tell),
        Record::Survey(survey) => of_survey(survey, tell),
        Record::Activity(activity) => of_activity(activity, tell),
        Record::Question(question) => of_question(question, tell),
        Record::Posture(posture) => of_posture(posture, tell),
        Record::Lever(lever) => of_lever(lever, tell),
        Record::Briefing(briefing) => of_briefing(briefing, tell),
        Record::View(view) => of_view(view, tell),
    }
    common(record.common(), tell);
}

fn common<'a>(common: &'a Common, tell: Tell<'a, '_>) {
    let Common { tags, notes, citations: cited, alternatives, marking: _, distinct: _, merged } = common;
    for merged in merged {
        tell("name of a merged record", merged.name());
    }
    all("tag", tags, tell);
    paragraphs("note", notes, tell);
    citations(cited, tell);
    for Alternative { value, citations: cited, field: _, key: _, extra: _ } in alternatives {
        match value {
            Alternate::Text(text) => tell("other value", text),
            Alternate::Date(date) => when(date, tell),
            Alternate::Place(_) | Alternate::Party(_) => {}
        }
        citations(cited, tell);
    }
}

fn all<'a>(place: &'static str, texts: &'a BTreeSet<String>, tell: Tell<'a, '_>) {
    for text in texts {
        tell(place, text);
    }
}

fn each<'a>(place: &'static str, texts: &'a [String], tell: Tell<'a, '_>) {
    for text in texts {
        tell(place, text);
    }
}

fn paragraphs<'a>(place: &'static str, paragraphs: &'a [Paragraph], tell: Tell<'a, '_>) {
    for Paragraph { text, key: _ } in paragraphs {
        tell(place, text);
    }
}

fn citations<'a>(citations: &'a [Citation], tell: Tell<'a, '_>) {
    for citation in citations {
        let Citation { locator, paraphrase, attested, key: _, source: _, credibility: _, stance: _, extra: _ } =
            citation;
        tell("paraphrase", paraphrase);
        tell("citation", locator);
        date(attested.as_ref(), tell);
    }
}

fn date<'a>(date: Option<&'a Edtf>, tell: Tell<'a, '_>) {
    if let Some(date) = date {
        tell("date", date.as_str());
    }
}

fn when<'a>(when: &'a When, tell: Tell<'a, '_>) {
    let When { as_written, stated, constraints, part: _, extent: _, extra: _ } = when;
    tell("date", as_written);
    date(stated.as_ref(), tell);
    for constraint in constraints {
        let Relative { citations: cited, key: _, edge: _, side: _, gap: _, anchor: _, anchor_edge: _, extra: _ } =
            constraint;
        citations(cited, tell);
    }
}

fn attribution<'a>(attribution: &'a Attribution, tell: Tell<'a, '_>) {
    match attribution {
        Attribution::NotNamed(words) => tell("stated by", words),
        Attribution::NotApplicable | Attribution::Parties(_) => {}
    }
}

fn quantities<'a>(quantities: &'a [Quantity], tell: Tell<'a, '_>) {
    for Quantity { commodity, unit, key: _, low: _, best: _, high: _, extra: _ } in quantities {
        tell("quantity", commodity);
        tell("quantity", unit);
    }
}

fn of_source<'a>(source: &'a Source, tell: Tell<'a, '_>) {
    let Source {
        title,
        author,
        publisher,
        published,
        reference,
        origin,
        public_label,
        kind: _,
        reliability: _,
        common: _,
        extra: _,
    } = source;
    tell("title", title);
    tell("author", author);
    tell("publisher", publisher);
    tell("reference", reference);
    tell("origin", origin);
    tell("public label", public_label);
    date(published.as_ref(), tell);
}

fn of_place<'a>(place: &'a Place, tell: Tell<'a, '_>) {
    let Place { name, aliases, country, kind: _, parent: _, position: _, common: _, extra: _ } = place;
    tell("name", name);
    each("also called", aliases, tell);
    tell("country", country);
}

fn of_theme<'a>(theme: &'a Theme, tell: Tell<'a, '_>) {
    let Theme { code, name, definition, order: _, common: _, extra: _ } = theme;
    tell("name", name);
    tell("code", code);
    tell("definition", definition);
}

fn of_actor<'a>(actor: &'a Actor, tell: Tell<'a, '_>) {
    let Actor { name, aliases, country, posts, kind: _, world: _, themes: _, common: _, extra: _ } = actor;
    tell("name", name);
    each("also called", aliases, tell);
    tell("country", country);
    for post in posts {
        let Post { title, when: held, attributed_to, citations: cited, key: _, body: _, standing: _, extra: _ } = post;
        tell("post", title);
        when(held, tell);
        attribution(attributed_to, tell);
        citations(cited, tell);
    }
}

fn of_mission<'a>(mission: &'a Mission, tell: Tell<'a, '_>) {
    let Mission {
        name,
        full_name,
        organization,
        group,
        when: held,
        order: _,
        area: _,
        predecessor: _,
        common: _,
        extra: _,
    } = mission;
    tell("name", name);
    tell("full name", full_name);
    tell("organization", organization);
    tell("group", group);
    when(held, tell);
}

fn of_incident<'a>(incident: &'a Incident, tell: Tell<'a, '_>) {
    let Incident {
        title,
        account,
        when: happened,
        participants,
        quantities: amounts,
        attributed_to,
        kind: _,
        place: _,
        themes: _,
        casualties: _,
        standing: _,
        missions: _,
        common: _,
        extra: _,
    } = incident;
    tell("title", title);
    paragraphs("account", account, tell);
    when(happened, tell);
    for participant in participants {
        let Participant { role, attributed_to, citations: cited, key: _, party: _, standing: _, extra: _ } =
            participant;
        tell("role", role);
        attribution(attributed_to, tell);
        citations(cited, tell);
    }
    quantities(amounts, tell);
    attribution(attributed_to, tell);
}

fn of_relation<'a>(relation: &'a Relation, tell: Tell<'a, '_>) {
    let Relation {
        words,
        when: held,
        attributed_to,
        from: _,
        kind: _,
        to: _,
        direction: _,
        standing: _,
        common: _,
        extra: _,
    } = relation;
    tell("words", words);
    when(held, tell);
    attribution(attributed_to, tell);
}

fn of_mandate<'a>(mandate: &'a Mandate, tell: Tell<'a, '_>) {
    let Mandate {
        note,
        when: held,
        attested,
        mission: _,
        theme: _,
        level: _,
        modality: _,
        decision: _,
        common: _,
        extra: _,
    } = mandate;
    tell("remark", note);
    when(held, tell);
    date(attested.as_ref(), tell);
}

fn of_survey<'a>(survey: &'a Survey, tell: Tell<'a, '_>) {
    let Survey { title, attested, missions: _, themes: _, common: _, extra: _ } = survey;
    tell("title", title);
    date(attested.as_ref(), tell);
}

fn of_activity<'a>(activity: &'a Activity, tell: Tell<'a, '_>) {
    let Activity { title, when: held, resources, mission: _, kind: _, themes: _, partners: _, common: _, extra: _ } =
        activity;
    tell("title", title);
    when(held, tell);
    quantities(resources, tell);
}

fn of_question<'a>(question: &'a Question, tell: Tell<'a, '_>) {
    let Question { text, hypotheses, evidence, judgements, incidents: _, common: _, extra: _ } = question;
    tell("question", text);
    for Hypothesis { text, origin, citations: cited, key: _, extra: _ } in hypotheses {
        tell("hypothesis", text);
        tell("hypothesis", origin);
        citations(cited, tell);
    }
    for Evidence { text, ratings, citations: cited, key: _, record: _, extra: _ } in evidence {
        tell("evidence", text);
        for Rating { by, reason, key: _, hypothesis: _, rating: _, extra: _ } in ratings {
            tell("rating", reason);
            tell("rating", by);
        }
        citations(cited, tell);
    }
    for judgement in judgements {
        let Judgement { by, made, reason, key: _, hypothesis: _, likelihood: _, confidence: _, extra: _ } = judgement;
        tell("judgement", reason);
        tell("judgement", by);
        date(made.as_ref(), tell);
    }
}

fn of_posture<'a>(posture: &'a Posture, tell: Tell<'a, '_>) {
    let Posture {
        by,
        made,
        reasons,
        review,
        actor: _,
        judgement: _,
        engagement: _,
        allegations: _,
        common: _,
        extra: _,
    } = posture;
    paragraphs("reason", reasons, tell);
    tell("judged by", by);
    date(made.as_ref(), tell);
    date(review.as_ref(), tell);
}

fn of_lever<'a>(lever: &'a Lever, tell: Tell<'a, '_>) {
    let Lever { name, last_used, result, kind: _, holder: _, over: _, state: _, common: _, extra: _ } = lever;
    tell("name", name);
    tell("result", result);
    when(last_used, tell);
}

fn of_briefing<'a>(briefing: &'a Briefing, tell: Tell<'a, '_>) {
    let Briefing { title, query, as_of, sections, template: _, language: _, common: _, extra: _ } = briefing;
    tell("title", title);
    tell("query", query);
    date(as_of.as_ref(), tell);
    for Section { title, query, text, key: _, layout: _, extra: _ } in sections {
        tell("section", title);
        tell("query", query);
        paragraphs("section", text, tell);
    }
}

fn of_aspect<'a>(aspect: &'a Aspect, tell: Tell<'a, '_>) {
    let Aspect {
        query,
        lens,
        as_of,
        against,
        hidden_kinds: _,
        lanes: _,
        layer: _,
        group_by: _,
        rows_by: _,
        columns_by: _,
        hides_empty: _,
        least_reliability: _,
        least_credibility: _,
        least_standing: _,
        counted_time: _,
        counted_query,
        has_incident_nodes: _,
        has_untied: _,
        brush: _,
        focus: _,
        steps: _,
        most_nodes: _,
    } = aspect;
    tell("query", query);
    tell("lens", lens);
    tell("counted_query", counted_query);
    date(as_of.as_ref(), tell);
    date(against.as_ref(), tell);
}

fn of_view<'a>(view: &'a View, tell: Tell<'a, '_>) {
    let View { name, aspect, panes, workspace: _, inspectors: _, selection: _, pins: _, common: _, extra: _ } = view;
    tell("name", name);
    of_aspect(aspect, tell);
    for PinnedPane { aspect, pane: _, selection: _, pins: _, extra: _ } in panes {
        of_aspect(aspect, tell);
    }
}
