import Foundation
import Testing

/// `make install` puts the program, its man page and completions where systems look for them.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct InstallTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let script = Repository.root.appending(path: "scripts/install.sh").path
    let result = try Program.shell("\(script) \"$LLAMERO\" \(folder.url.path)")
    try #require(result.status == 0, "\(result.errors)")
  }

  @Test func theInstalledProgramRuns() throws {
    let result = try Call(["--version"], program: folder.url.appending(path: "bin/llamero"))
      .finished()
    #expect(result.status == 0)
    #expect(result.output == (try Program.run("--version").output))
  }

  @Test func theManPageHasEveryCommandAndFormats() throws {
    let page = folder.text("share/man/man1/llamero.1")
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "FILES", "ENVIRONMENT"] {
      #expect(page.contains("\n.SH \(section)\n"))
    }
    for command in HelpTests.commands {
      #expect(page.contains("\n.SS \(command.replacing("-", with: "\\-"))\n"), "\(command)")
    }
    #expect(page.contains("\\-\\-dry\\-run"))
    // Only lines of requests begin with a dot, and all of them are known.
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect(line.contains(/^\.(TH|SH|SS|TP|nf|fi|B|I)\b/), "\(line)")
    }
  }

  @Test(arguments: [
    ("bash-completion/completions/llamero", "complete -o filenames -F _llamero llamero"),
    ("zsh/site-functions/_llamero", "#compdef llamero"),
    ("fish/vendor_completions.d/llamero.fish", "complete -c 'llamero'"),
  ])
  func completionsKnowTheCommands(path: String, line: String) {
    let text = folder.text("share/\(path)")
    #expect(text.contains(line), "\(text.prefix(400))")
    for command in ["run", "plan", "stages", "verify-resume"] { #expect(text.contains(command)) }
  }

  @Test func makeInstallUsesTheScript() throws {
    let makefile = try String(
      contentsOf: Repository.root.appending(path: "Makefile"), encoding: .utf8)
    #expect(
      makefile.contains("\tscripts/install.sh .build/release/llamero \"$(DESTDIR)$(PREFIX)\"\n"))
  }
}
