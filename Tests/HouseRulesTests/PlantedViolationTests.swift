import Testing

/// Each rule on a planted violation: a rule that has never failed is not a rule.
struct PlantedViolationTests {
  /// Returns what a rule finds in a file, seen beside others.
  func facts(
    _ rule: Rule, _ path: String, _ text: String, beside others: [SourceFile] = [],
    exceptions: [RuleException] = []
  ) -> [String] {
    let file = SourceFile(path: path, text: text)
    return rule.violations(in: file, of: SourceTree([file] + others), exceptions: exceptions)
  }

  @Test func importAgainstTheDiagramFails() {
    let found = facts(
      .importDirection, "Sources/Reporting/A.swift", "import Charts\npackage import Tensors")
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("Sources/Reporting/A.swift:2: Reporting may not import Tensors")
        == true)
    #expect(facts(.importDirection, "Sources/Llama/A.swift", "import Randomness").isEmpty)
    #expect(facts(.importDirection, "Sources/llamero/A.swift", "import Tensors").isEmpty)
    #expect(facts(.importDirection, "Sources/Unheard/A.swift", "").count == 1)
  }

  @Test func packageOutsideItsHomeFails() {
    #expect(facts(.confinedPackages, "Sources/Stages/A.swift", "import GRDB").count == 1)
    #expect(facts(.confinedPackages, "Sources/Artifacts/A.swift", "import GRDB").isEmpty)
  }

  @Test func stageNamingAnotherStageFails() {
    let ppo = SourceFile(path: "Sources/Stages/PPO/PPO.swift", text: "struct Rollout {}")
    let text = "struct SFT { let other: Rollout }"
    #expect(
      facts(.stagesAreStrangers, "Sources/Stages/SFT/SFT.swift", text, beside: [ppo]).count == 1)
    #expect(
      facts(.stagesAreStrangers, "Sources/Stages/PPO/B.swift", text, beside: [ppo]).isEmpty)
    #expect(
      facts(.stagesAreStrangers, "Sources/Stages/StageCatalog.swift", text, beside: [ppo]).isEmpty)
  }

  @Test func stageMayNameWhatStagesShare() {
    let shared = SourceFile(path: "Sources/Stages/Rollout/A.swift", text: "struct Sampler {}")
    let stage = SourceFile(path: "Sources/Stages/PPO/PPO.swift", text: "struct PPOTask {}")
    let user = "struct SFT { let sampler: Sampler }"
    #expect(
      facts(.stagesAreStrangers, "Sources/Stages/SFT/SFT.swift", user, beside: [shared]).isEmpty)
    let upward = "struct Sampler { let task: PPOTask }"
    #expect(
      facts(.stagesAreStrangers, "Sources/Stages/Rollout/B.swift", upward, beside: [stage]).count
        == 1)
  }

  @Test(arguments: [(400, 0), (401, 1)])
  func longFileFails(lines: Int, violations: Int) {
    let text = String(repeating: "// a line\n", count: lines)
    #expect(facts(.fileLength, "Tests/ChartsTests/A.swift", text).count == violations)
    #expect(facts(.fileLength, "Sources/CKernels/a.c", text).count == violations)
  }

  @Test(arguments: [(100, 0), (101, 1)])
  func longLineFails(columns: Int, violations: Int) {
    let name = String(repeating: "é", count: columns - 8)
    for line in ["let a = \(name)", "// \(name)12345", "f(a12, \"\(name)"] {
      #expect(facts(.lineLength, "Sources/Charts/A.swift", line).count == violations)
    }
    #expect(facts(.lineLength, "Sources/CKernels/a.c", "int a = \(name)").count == violations)
    let text = "let a = \"\"\"\n  \(name)\(name)\n  \"\"\""
    #expect(facts(.lineLength, "Sources/Charts/A.swift", text).isEmpty)
  }

  @Test(arguments: [(40, 0), (41, 1)])
  func longFunctionFails(lines: Int, violations: Int) {
    let body = String(repeating: "  work()\n", count: lines - 2)
    let swift = "func f() {\n\(body)}"
    #expect(facts(.functionLength, "Sources/Charts/A.swift", swift).count == violations)
    #expect(
      facts(.functionLength, "Sources/CKernels/a.c", "void f(void) {\n\(body)}").count == violations
    )
  }

  @Test(arguments: [
    "public struct A {}", "@_exported import Charts", "let a = try! f()", "fatalError(\"no\")",
    "final class A: @unchecked Sendable {}", "print(1)", "let a = getenv(\"HOME\")",
    "let e = ProcessInfo.processInfo.environment", "let a = Int.random(in: 0..<3)",
    "let b = a.shuffled()", "a.shuffle()", "let page = \"<div class='a'>\"", "let s = \"<svg>\"",
    "let q = \"SELECT id FROM run\"", "// TODO: later", "/// FIXME", "public func f() {}",
    "let d = try Data(contentsOf: url)", "try Data(text.utf8).write(to: url)",
    "try data.write(to: url, options: .atomic)",
    "let s = try String(contentsOf: url, encoding: .utf8)",
  ])
  func bannedTokenFails(text: String) {
    #expect(facts(.bannedTokens, "Sources/Stages/A.swift", text).count == 1)
  }

  @Test(arguments: [
    "// print(1) is banned", "let a = \"try!\"", "debugPrint(1)", "console.print(1)",
    "// TODO (#12): the other device", "let a = \"a < b and c > d\"", "let a = \"<s>\"",
    "let d = try Data(contentsOf: url, options: .alwaysMapped)", "try model.write(to: folder)",
  ])
  func harmlessTextPasses(text: String) {
    #expect(facts(.bannedTokens, "Sources/Stages/A.swift", text).isEmpty)
  }

  @Test func tokensAreAllowedAtHome() {
    let write = "FileHandle.standardOutput.write(data)"
    #expect(facts(.bannedTokens, "Sources/llamero/Output/Console.swift", write).isEmpty)
    for raw in [write, "print(1)", "while let line = readLine() {}", "fputs(text, stderr)"] {
      #expect(facts(.bannedTokens, "Sources/llamero/A.swift", raw).count == 1)
    }
    #expect(facts(.bannedTokens, "Sources/Charts/A.swift", "let a = \"<svg>\"").isEmpty)
    #expect(
      facts(.bannedTokens, "Sources/Artifacts/A.swift", "let a = \"DELETE FROM run\"").isEmpty)
  }

  @Test(arguments: ["float *x = malloc(4);", "free (x);", "pthread_create();", "// TODO"])
  func bannedTokenInCFails(text: String) {
    #expect(facts(.bannedTokens, "Sources/CKernels/a.c", text).count == 1)
  }

  @Test(arguments: [
    "package func f() {}",
    "/// No period\npackage let a = 1",
    "/// Two. Sentences.\npackage struct A {}",
    "// Not documentation.\npackage enum A {}",
    "/// \(String(repeating: "a", count: 100)).\npackage let a = 1",
    "/// A protocol.\npackage protocol A {\n  func f()\n}",
  ])
  func missingSummaryFails(text: String) {
    #expect(facts(.documentation, "Sources/Charts/A.swift", text).count == 1)
  }

  @Test(arguments: [
    "/// Returns one.\n@discardableResult\npackage func f() -> Int { 1 }",
    "func f() {}\nprivate protocol B { func f() }",
    "package import Charts",
    "struct A { package var description: String { \"\" } }",
    "/// One sentence\n/// on two lines.\n///\n/// More.\npackage let a = 1",
    "struct A: Decodable { package init(from decoder: any Decoder) {} }",
    "/// A.\npackage protocol A: B {}\n/// B.\npackage protocol B {\n  /// F.\n  func f()\n}\n"
      + "extension C: A {\n  package func f() {}\n}",
    "/// A.\npackage protocol A {\n  /// F.\n  func f()\n}\nextension B: A {\n  package func f() "
      + "{}\n}",
  ])
  func documentedDeclarationPasses(text: String) {
    #expect(facts(.documentation, "Sources/Charts/A.swift", text) == [])
  }

  @Test(arguments: [
    ("{{title}}{{#rows}}{{name}}{{/rows}}{{{chartSVG}}}{{! note }}{{> Style}}", 0),
    ("{{tilte}}", 1), ("{{#rows}}{{missing}}{{/rows}}", 1), ("{{{title}}}", 1), ("{{&title}}", 1),
    ("{{{answer}}}", 0),
    ("{{% CONTENT_TYPE:TEXT}}{{title}}", 1), ("{{#rows}}{{computed}}{{/rows}}", 1),
    ("{{uppercased(title)}}", 0), ("no tag at all", 0),
  ])
  func templateMayOnlyNameWhatIsStored(template: String, violations: Int) {
    let page = SourceFile(
      path: "Sources/Reporting/Pages/Page.swift",
      text: """
        struct Page {
          struct Row { let name: String; var computed: String { name } }
          let title: String
          let chartSVG: String
          let answer: SafeHTML
          let rows: [Row]
        }
        """)
    let path = "Sources/Reporting/Templates/Page.mustache"
    #expect(facts(.templates, path, template, beside: [page]).count == violations)
  }

  @Test func errorWithoutASentenceFails() {
    let sentences = SourceFile(
      path: "Sources/Charts/AError+Description.swift",
      text: """
        extension AError {
          package var description: String { first ?? lastSentence }
          private var lastSentence: String { switch self { case .told(let name): name } }
        }
        """)
    let path = "Sources/Charts/AError.swift"
    func found(_ cases: String) -> Int {
      facts(.errorSentences, path, "enum AError: Error {\n\(cases)\n}", beside: [sentences]).count
    }
    #expect(found("case told(name: String)") == 0)
    #expect(found("case told(name: String)\n  case untold(name: String)") == 1)
    #expect(facts(.errorSentences, path, "enum AError: Error {\n  case bare\n}").isEmpty)
  }

  @Test func templateWithoutAPageFails() {
    #expect(facts(.templates, "Sources/Reporting/Templates/Lost.mustache", "{{a}}").count == 1)
  }

  @Test func exceptionHoldsUpToItsRecordedValue() {
    let text = String(repeating: "// a line\n", count: 420)
    func found(upTo measured: Int) -> Int {
      let exception = RuleException(
        path: "Sources/Charts/A.swift", rule: "file length", measured: measured, reason: "a table")
      return facts(.fileLength, "Sources/Charts/A.swift", text, exceptions: [exception]).count
    }
    #expect(found(upTo: 420) == 0)
    #expect(found(upTo: 419) == 1)
  }
}
