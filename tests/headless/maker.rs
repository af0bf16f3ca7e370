//! Cases for properties, made from a seed.
// Long because every kind of record is made here, from the same few parts.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use sightline::case::when::{Edge, Gap, Relative, Side, Unit, VagueWord};
use sightline::case::*;

/// Cases made from a seed (`SplitMix64`): every field of every record takes every kind of value.
pub struct Maker(u64);

impl Maker {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }

    fn word<T: Vocabulary>(&mut self) -> T {
        self.pick(T::ALL)
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    fn text(&mut self) -> String {
        const TEXTS: &[&str] = &[
            "",
            "Bissau",
            "a \"quoted\" word and a \\",
            "José Américo N’Ada",
            "line\nbreak\ttab\r",
            "Guinea-Bissau 2009–2010",
            "هجوم على القصر",
            "a\u{202E}turned\u{200D}\u{0}",
            "// no comment /* either */",
            "a somewhat longer text that fills a good part of a line, (with) [all] {brackets}: \u{1F30D}",
        ];
        self.pick(TEXTS).to_owned()
    }

    fn key(&mut self) -> Key {
        Key::from_bits(self.bits() as u32)
    }

    fn edtf(&mut self) -> Edtf {
        self.pick(&["2009-03-02", "2010?", "2009-12/2010-04", "20XX"]).parse().unwrap()
    }

    /// Fields of a newer version, in the form in which they are kept.
    fn extra(&mut self) -> Extra {
        const RAW: &[&str] = &[
            "1",
            "Some(\"x\")",
            "[1, (a: \"b,  c\")]",
            "{\"act-000000000001\": (x: 1.5, y: -2e9), \"k\": r#\"raw \" text\"#}",
            "Kind((a: 'x', b: b\"bytes\"))",
        ];
        let mut extra = Extra::default();
        for name in ["zz_new", "aa_new", "émigré"] {
            if self.below(6) == 0 {
                extra.insert(name.to_owned(), self.pick(RAW).to_owned());
            }
        }
        extra
    }

    /// A word of a newer version in a known field, which has the value that it gives.
    fn newer(&mut self, extra: &mut Extra, field: &str, raw: &str) -> bool {
        let is_newer = self.below(8) == 0;
        if is_newer {
            extra.insert(field.to_owned(), raw.to_owned());
        }
        is_newer
    }

    fn citation(&mut self) -> Citation {
        Citation {
            key: self.key(),
            source: SourceId::from_bits(self.bits()),
            locator: self.text(),
            credibility: self.maybe(Self::word),
            stance: self.word(),
            paraphrase: self.text(),
            attested: self.maybe(Self::edtf),
            extra: self.extra(),
        }
    }

    fn party(&mut self) -> Party {
        let bits = self.bits();
        self.pick(&[Party::Actor(ActorId::from_bits(bits)), Party::Mission(MissionId::from_bits(bits))])
    }

    fn attribution(&mut self) -> Attribution {
        match self.below(3) {
            0 => Attribution::NotApplicable,
            1 => Attribution::NotNamed(self.text()),
            _ => Attribution::Parties(self.list(Self::party)),
        }
    }

    fn gap(&mut self) -> Gap {
        let (least, most) = (self.bits() as u32, self.bits() as u32);
        match self.below(4) {
            0 => Gap::Unstated,
            1 => Gap::Exactly(least, self.word()),
            2 => Gap::Between(least, most, self.word()),
            _ => Gap::Vague(self.word()),
        }
    }

    fn relative(&mut self) -> Relative {
        let mut extra = self.extra();
        let is_newer = self.newer(&mut extra, "gap", "About(3, Fortnights)");
        Relative {
            key: self.key(),
            edge: self.word::<Edge>(),
            side: self.word::<Side>(),
            gap: if is_newer { Gap::Unstated } else { self.gap() },
            anchor: IncidentId::from_bits(self.bits()),
            anchor_edge: self.word(),
            citations: self.list(Self::citation),
            extra,
        }
    }

    fn when(&mut self) -> When {
        When {
            as_written: self.text(),
            stated: self.maybe(Self::edtf),
            part: self.maybe(Self::word),
            constraints: self.list(Self::relative),
            extent: self.word(),
            extra: self.extra(),
        }
    }

    fn paragraph(&mut self) -> Paragraph {
        Paragraph { key: self.key(), text: self.text() }
    }

    fn common(&mut self) -> Common {
        Common {
            marking: Marking { un: self.maybe(Self::word), tlp: self.maybe(Self::word) },
            tags: self.list(Self::text).into_iter().collect(),
            notes: self.list(Self::paragraph),
            citations: self.list(Self::citation),
            alternatives: self.list(Self::alternative),
            distinct: self.list(|maker| ActorId::from_bits(maker.bits()).into()),
            merged: self.list(Self::merged),
        }
    }

    fn merged(&mut self) -> Merged {
        let actor = Actor { name: self.text(), aliases: self.list(Self::text), ..Actor::default() };
        let source = Source { title: self.text(), published: self.maybe(Self::edtf), ..Source::default() };
        Merged {
            key: self.key(),
            id: ActorId::from_bits(self.bits()).into(),
            source: self.maybe(|_| Arc::new(source.clone())),
            place: self.maybe(|maker| Arc::new(Place { name: maker.text(), ..Place::default() })),
            actor: self.maybe(|_| Arc::new(actor.clone())),
            marking: Marking { un: self.maybe(Self::word), tlp: self.maybe(Self::word) },
            gained: self.list(Self::text),
            pointed: self.list(Self::text),
            extra: self.extra(),
        }
    }

    fn alternative(&mut self) -> Alternative {
        let mut extra = self.extra();
        let is_newer = self.newer(&mut extra, "value", "Span(1, 2)");
        let value = match self.below(4) {
            _ if is_newer => Alternate::Text(String::new()),
            0 => Alternate::Text(self.text()),
            1 => Alternate::Date(self.when()),
            2 => Alternate::Place(PlaceId::from_bits(self.bits())),
            _ => Alternate::Party(self.party()),
        };
        Alternative { key: self.key(), field: self.text(), value, citations: self.list(Self::citation), extra }
    }

    fn source(&mut self) -> Source {
        let mut extra = self.extra();
        let is_newer = self.newer(&mut extra, "reliability", "G(1)");
        Source {
            kind: self.word(),
            title: self.text(),
            author: self.text(),
            publisher: self.text(),
            published: self.maybe(Self::edtf),
            reference: self.text(),
            reliability: if is_newer { None } else { self.maybe(Self::word) },
            origin: self.text(),
            public_label: self.text(),
            common: self.common(),
            extra,
        }
    }

    fn place(&mut self) -> Place {
        let degrees = |maker: &mut Self| f64::from(maker.bits() as i32) / 1e7;
        Place {
            name: self.text(),
            aliases: self.list(Self::text),
            kind: self.word(),
            country: self.text(),
            parent: self.maybe(|maker| PlaceId::from_bits(maker.bits())),
            position: self.maybe(|maker| Position {
                latitude: degrees(maker),
                longitude: degrees(maker),
                precision_km: degrees(maker),
            }),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn actor(&mut self) -> Actor {
        Actor {
            kind: self.word(),
            name: self.text(),
            aliases: self.list(Self::text),
            country: self.text(),
            world: self.maybe(Self::word),
            posts: self.list(Self::post),
            themes: self.list(|maker| ThemeId::from_bits(maker.bits())),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn post(&mut self) -> Post {
        Post {
            key: self.key(),
            title: self.text(),
            body: self.maybe(|maker| ActorId::from_bits(maker.bits())),
            when: self.when(),
            standing: self.word(),
            attributed_to: self.attribution(),
            citations: self.list(Self::citation),
            extra: self.extra(),
        }
    }

    fn mission(&mut self) -> Mission {
        Mission {
            name: self.text(),
            full_name: self.text(),
            organization: self.text(),
            group: self.text(),
            order: self.below(3) as u32,
            area: self.list(|maker| PlaceId::from_bits(maker.bits())),
            when: self.when(),
            predecessor: self.maybe(|maker| MissionId::from_bits(maker.bits())),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn participant(&mut self) -> Participant {
        Participant {
            key: self.key(),
            party: self.party(),
            role: self.text(),
            standing: self.word(),
            attributed_to: self.attribution(),
            citations: self.list(Self::citation),
            extra: self.extra(),
        }
    }

    fn quantity(&mut self) -> Quantity {
        Quantity {
            key: self.key(),
            commodity: self.text(),
            low: self.maybe(Self::bits),
            best: self.maybe(Self::bits),
            high: self.maybe(Self::bits),
            unit: self.text(),
            extra: self.extra(),
        }
    }

    fn casualties(&mut self) -> Casualties {
        let number = |maker: &mut Self| maker.below(9) as u32;
        Casualties { low: self.maybe(number), best: self.maybe(number), high: self.maybe(number), extra: self.extra() }
    }

    fn incident(&mut self) -> Incident {
        let mut extra = self.extra();
        let is_new_kind = self.newer(&mut extra, "kind", "Cyberattack(on: [\"a  b\"])");
        let is_new_standing = self.newer(&mut extra, "standing", "Rumoured");
        Incident {
            kind: if is_new_kind { IncidentKind::default() } else { self.word() },
            title: self.text(),
            account: self.list(Self::paragraph),
            when: self.when(),
            place: self.maybe(|maker| PlaceId::from_bits(maker.bits())),
            participants: self.list(Self::participant),
            themes: self.list(|maker| ThemeTag { theme: ThemeId::from_bits(maker.bits()), basis: maker.word() }),
            quantities: self.list(Self::quantity),
            casualties: self.maybe(Self::casualties),
            standing: if is_new_standing { Standing::Alleged } else { self.word() },
            attributed_to: self.attribution(),
            missions: self.list(|maker| MissionId::from_bits(maker.bits())),
            common: self.common(),
            extra,
        }
    }

    fn relation(&mut self) -> Relation {
        Relation {
            from: self.party(),
            kind: self.word(),
            to: self.party(),
            words: self.text(),
            direction: self.word(),
            when: self.when(),
            standing: self.word(),
            attributed_to: self.attribution(),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn mandate(&mut self) -> Mandate {
        Mandate {
            mission: MissionId::from_bits(self.bits()),
            theme: ThemeId::from_bits(self.bits()),
            level: self.word(),
            modality: self.maybe(Self::word),
            decision: self.maybe(|maker| SourceId::from_bits(maker.bits())),
            when: self.when(),
            attested: self.maybe(Self::edtf),
            note: self.text(),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn survey(&mut self) -> Survey {
        Survey {
            title: self.text(),
            missions: self.list(|maker| MissionId::from_bits(maker.bits())),
            themes: self.list(|maker| ThemeId::from_bits(maker.bits())),
            attested: self.maybe(Self::edtf),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn record_id(&mut self) -> RecordId {
        let bits = self.bits();
        self.pick(&[
            IncidentId::from_bits(bits).into(),
            ViewId::from_bits(bits).into(),
            ActorId::from_bits(bits).into(),
        ])
    }

    fn activity(&mut self) -> Activity {
        Activity {
            title: self.text(),
            mission: MissionId::from_bits(self.bits()),
            kind: self.word(),
            themes: self.list(|maker| ThemeId::from_bits(maker.bits())),
            partners: self.list(Self::party),
            when: self.when(),
            resources: self.list(Self::quantity),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn question(&mut self) -> Question {
        Question {
            text: self.text(),
            incidents: self.list(|maker| IncidentId::from_bits(maker.bits())),
            hypotheses: self.list(Self::hypothesis),
            evidence: self.list(Self::evidence),
            judgements: self.list(Self::judgement),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn hypothesis(&mut self) -> Hypothesis {
        Hypothesis {
            key: self.key(),
            text: self.text(),
            origin: self.text(),
            citations: self.list(Self::citation),
            extra: self.extra(),
        }
    }

    fn evidence(&mut self) -> Evidence {
        Evidence {
            key: self.key(),
            record: self.maybe(Self::record_id),
            text: self.text(),
            ratings: self.list(Self::rating),
            citations: self.list(Self::citation),
            extra: self.extra(),
        }
    }

    fn rating(&mut self) -> Rating {
        Rating {
            key: self.key(),
            hypothesis: self.key(),
            rating: self.word(),
            by: self.text(),
            reason: self.text(),
            extra: self.extra(),
        }
    }

    fn judgement(&mut self) -> Judgement {
        Judgement {
            key: self.key(),
            hypothesis: self.maybe(Self::key),
            likelihood: self.maybe(Self::word),
            confidence: self.maybe(Self::word),
            by: self.text(),
            made: self.maybe(Self::edtf),
            reason: self.text(),
            extra: self.extra(),
        }
    }

    fn posture(&mut self) -> Posture {
        Posture {
            actor: ActorId::from_bits(self.bits()),
            judgement: self.word(),
            by: self.text(),
            made: self.maybe(Self::edtf),
            reasons: self.list(Self::paragraph),
            engagement: self.list(Self::record_id),
            allegations: self.list(Self::record_id),
            review: self.maybe(Self::edtf),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn lever(&mut self) -> Lever {
        Lever {
            name: self.text(),
            kind: self.word(),
            holder: self.maybe(Self::party),
            over: self.list(Self::party),
            state: self.word(),
            last_used: self.when(),
            result: self.text(),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn briefing(&mut self) -> Briefing {
        Briefing {
            title: self.text(),
            template: self.text(),
            language: self.text(),
            query: self.text(),
            as_of: self.maybe(Self::edtf),
            sections: self.list(Self::section),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn section(&mut self) -> Section {
        Section {
            key: self.key(),
            title: self.text(),
            query: self.text(),
            layout: self.word(),
            text: self.list(Self::paragraph),
            extra: self.extra(),
        }
    }

    fn view(&mut self) -> View {
        View {
            name: self.text(),
            aspect: self.aspect(),
            workspace: self.maybe(Self::word),
            inspectors: self.list(Self::record_id),
            selection: self.list(Self::record_id),
            pins: self.list(Self::pin),
            panes: self.list(Self::pinned_pane),
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn pinned_pane(&mut self) -> PinnedPane {
        PinnedPane {
            pane: self.word(),
            aspect: self.aspect(),
            selection: self.list(Self::record_id),
            pins: self.list(Self::pin),
            extra: self.extra(),
        }
    }

    fn aspect(&mut self) -> Aspect {
        Aspect {
            query: self.text(),
            hidden_kinds: self.list(Self::word),
            lanes: self.word(),
            layer: self.word(),
            group_by: self.word(),
            rows_by: self.word(),
            columns_by: self.word(),
            hides_empty: self.word(),
            least_reliability: self.maybe(Self::word),
            least_credibility: self.maybe(Self::word),
            least_standing: self.maybe(Self::word),
            counted_time: self.maybe(Self::edtf),
            counted_query: self.text(),
            has_incident_nodes: self.below(2) == 0,
            has_untied: self.below(2) == 0,
            as_of: self.maybe(Self::edtf),
            against: self.maybe(Self::edtf),
            brush: self.maybe(Self::edtf),
            focus: self.maybe(Self::record_id),
            lens: self.text(),
            steps: self.maybe(|maker| maker.below(3) as u32),
            most_nodes: self.maybe(|maker| maker.below(1000) as u32),
        }
    }

    fn pin(&mut self) -> Pin {
        Pin { party: self.party(), x: self.below(9) as f64 / 4.0, y: -1.5 }
    }

    fn damaged(&mut self) -> Damaged {
        Damaged { key: self.key(), place: self.text(), problem: self.text(), text: self.text(), extra: self.extra() }
    }

    fn theme(&mut self) -> Theme {
        Theme {
            code: self.text(),
            name: self.text(),
            definition: self.text(),
            order: self.below(3) as u32,
            common: self.common(),
            extra: self.extra(),
        }
    }

    fn table<I: From64 + Ord + Clone, V>(&mut self, mut make: impl FnMut(&mut Self) -> V) -> Table<I, V> {
        self.list(|maker| (I::from64(maker.bits()), Arc::new(make(maker)))).into_iter().collect()
    }

    fn case(&mut self) -> Case {
        let vague = self.list(|maker| (maker.word::<VagueWord>(), (maker.below(9) as u32, 9, maker.word::<Unit>())));
        let header = Header {
            case: CaseId::from_bits(self.bits()),
            title: self.text(),
            marking: Marking { un: self.maybe(Self::word), tlp: self.maybe(Self::word) },
            vague: vague.into_iter().collect(),
            damaged: self.list(Self::damaged),
            extra: self.extra(),
        };
        Case {
            header: Arc::new(header),
            sources: self.table(Self::source),
            places: self.table(Self::place),
            themes: self.table(Self::theme),
            actors: self.table(Self::actor),
            missions: self.table(Self::mission),
            incidents: self.table(Self::incident),
            relations: self.table(Self::relation),
            mandates: self.table(Self::mandate),
            surveys: self.table(Self::survey),
            activities: self.table(Self::activity),
            questions: self.table(Self::question),
            postures: self.table(Self::posture),
            levers: self.table(Self::lever),
            briefings: self.table(Self::briefing),
            views: self.table(Self::view),
        }
    }
}

trait From64 {
    fn from64(bits: u64) -> Self;
}

macro_rules! from64 {
    ($($id:ident),+) => { $( impl From64 for $id { fn from64(bits: u64) -> Self { Self::from_bits(bits) } } )+ };
}

from64!(
    SourceId, PlaceId, ThemeId, ActorId, MissionId, IncidentId, RelationId, MandateId, SurveyId, ActivityId,
    QuestionId, PostureId, LeverId, BriefingId, ViewId
);

/// The case of a seed.
pub fn made(seed: u64) -> Case {
    Maker(seed).case()
}
