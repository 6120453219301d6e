#!/bin/sh
# Installs the program, its man page and the completions of three shells, as 'make install' does:
# install.sh .build/release/llamero /usr/local
set -eu
program=$1
folder=$2
here=$(dirname "$0")
share=$folder/share

install -D -m 755 "$program" "$folder/bin/llamero"
for place in man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d; do
  install -d -m 755 "$share/$place"
done
"$here/man-page.sh" "$program" > "$share/man/man1/llamero.1"
"$program" --generate-completion-script bash > "$share/bash-completion/completions/llamero"
"$program" --generate-completion-script zsh > "$share/zsh/site-functions/_llamero"
"$program" --generate-completion-script fish > "$share/fish/vendor_completions.d/llamero.fish"
