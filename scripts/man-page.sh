#!/bin/sh
# Writes the man page of a program: man-page.sh .build/release/llamero > llamero.1
# Its text is the help of the commands, so it cannot say anything else than they do.
set -eu
program=$1
# A page is indented, so its lines are shorter than those of a terminal.
export COLUMNS=72

# Text as it stands, with what roff would take for its own escaped.
verbatim() {
  echo .nf
  fold -s -w "$COLUMNS" | sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
  echo .fi
}

commands() {
  "$program" --help | sed -n '/^SUBCOMMANDS:/,$p' | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p'
}

cat << END
.TH LLAMERO 1 "" "llamero $("$program" --version)" "User commands"
.SH NAME
llamero \- align a language model with the recipe of Llama 2\-Chat
.SH SYNOPSIS
.B llamero
.I command
[\fIoptions\fR]
.SH DESCRIPTION
END
"$program" --help | sed -e 's/^OVERVIEW: //' -e '/^USAGE:/,$d' | verbatim
echo .SH COMMANDS
for command in $(commands); do
  echo ".SS $command" | sed 's/-/\\-/g'
  "$program" help "$command" | sed -e 's/^OVERVIEW: //' | verbatim
done
cat << 'END'
.SH FILES
.TP
.I .llamero
The store, in the current folder unless \fB\-\-home\fR names another.
.SH ENVIRONMENT
.TP
.B LLAMERO_INSTRUCTIONS
The widest instruction set that kernels use: baseline, avx2 or avx512.
END
