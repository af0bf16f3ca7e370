//! `sightline man`: the manual page of the program or of one verb, for `man`.

use std::io;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::{FINE, Streams, UNUSABLE, tell};

/// Prints the manual page of the program, or of one verb
#[derive(Debug, clap::Args)]
#[command(after_help = "To read it: sightline man > sightline.1 && man ./sightline.1")]
pub(super) struct Arguments {
    /// The verb
    verb: Option<String>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut program = super::Arguments::command().disable_help_subcommand(true);
    program.build();
    let page = match &arguments.verb {
        None => Some(program),
        Some(verb) => program.find_subcommand(verb).cloned(),
    };
    let Some(page) = page else {
        let verb = arguments.verb.as_deref().unwrap_or_default();
        tell(&format!("there is no verb “{verb}”; sightline --help lists them"), streams)?;
        return Ok(UNUSABLE);
    };
    Man::new(page).render(&mut streams.out)?;
    Ok(FINE)
}
