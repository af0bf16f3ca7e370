//! A table by id for what is looked up once for every record of a large case: ids are random, so the leading bits of one
//! tell nearly where it stands.

/// Values by the bits of an id.
#[derive(Clone, Debug)]
pub(super) struct ById<V> {
    sorted: Vec<(u64, V)>,
    /// Where the ids of each bucket begin.
    starts: Vec<u32>,
    /// How many trailing bits of an id do not tell its bucket.
    shift: u32,
}

/// Ids have so many bits.
const BITS: u32 = 60;

impl<V> ById<V> {
    /// A table of these. Of several values of one id, which one counts is not said.
    pub fn of(values: impl Iterator<Item = (u64, V)>) -> Self {
        let mut sorted: Vec<(u64, V)> = values.collect();
        sorted.sort_unstable_by_key(|(id, _)| *id);
        let leading = sorted.len().next_power_of_two().trailing_zeros().clamp(1, 24);
        let shift = BITS - leading;
        let mut starts = vec![0_u32; (1 << leading) + 1];
        for (id, _) in &sorted {
            if let Some(start) = starts.get_mut(((id >> shift) as usize).min((1 << leading) - 1) + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { sorted, starts, shift }
    }

    /// The value of an id.
    pub fn get(&self, id: u64) -> Option<&V> {
        let bucket = ((id >> self.shift) as usize).min(self.starts.len().saturating_sub(2));
        let (from, to) = (*self.starts.get(bucket)? as usize, *self.starts.get(bucket + 1)? as usize);
        let bucket = self.sorted.get(from..to)?;
        let place = bucket.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        bucket.get(place).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_and_no_other() {
        let check = |ids: &[u64]| {
            let table = ById::of(ids.iter().map(|&id| (id, id + 1)));
            for &id in ids {
                assert_eq!(table.get(id), Some(&(id + 1)), "{id} of {ids:?}");
                let other = id ^ 0x5000;
                assert_eq!(table.get(other).is_some(), ids.contains(&other), "{other} of {ids:?}");
            }
            assert_eq!(table.get(u64::MAX), None);
        };
        check(&[]);
        check(&[7]);
        check(&[1, 2, 3, 4, 5]);
        check(&[(1 << 60) - 1, 0, 1 << 59, (1 << 59) + 1, 1 << 30]);
        check(&(0..2000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 4).collect::<Vec<_>>());
    }
}
