//! `sightline completions`: a script with which a shell completes verbs and options.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{FINE, Streams};

/// Prints a script with which a shell completes verbs and options
#[derive(Debug, clap::Args)]
#[command(after_help = "For bash: sightline completions bash > ~/.local/share/bash-completion/completions/sightline")]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut script = Vec::new();
    // Written to memory first: the generator panics where it cannot write.
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "sightline", &mut script);
    streams.out.write_all(&script)?;
    Ok(FINE)
}
