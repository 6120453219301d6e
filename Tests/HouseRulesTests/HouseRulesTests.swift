import Testing

/// The house rules that a machine can keep, read from the source tree.
struct HouseRulesTests {
  static let tree = SourceTree.package
  static let files = tree.files

  static func violations(of rule: Rule, in file: SourceFile) -> String {
    rule.violations(in: file, of: tree).joined(separator: "\n")
  }

  @Test func treeIsFound() {
    #expect(Self.files.count > 100)
    #expect(Set(Self.files.filter(\.isSource).map(\.module)).isSubset(of: Diagram.modules.keys))
  }

  @Test func diagramPointsDown() throws {
    for (name, module) in Diagram.modules {
      for other in module.mayImport ?? [] {
        let target = try #require(Diagram.modules[other], "\(other) is not in the diagram")
        #expect(target.row < module.row, "\(name) may not point up to \(other)")
      }
    }
  }

  @Test(arguments: files)
  func filesCanBeRead(file: SourceFile) {
    #expect(file.isReadable, "\(file): a string, comment or brace does not close")
  }

  @Test(arguments: files)
  func importsPointDown(file: SourceFile) {
    #expect(Self.violations(of: .importDirection, in: file) == "")
  }

  @Test(arguments: files)
  func packagesStayConfined(file: SourceFile) {
    #expect(Self.violations(of: .confinedPackages, in: file) == "")
  }

  @Test(arguments: files)
  func stagesAreStrangers(file: SourceFile) {
    #expect(Self.violations(of: .stagesAreStrangers, in: file) == "")
  }

  @Test(arguments: files)
  func filesStaySmall(file: SourceFile) {
    #expect(Self.violations(of: .fileLength, in: file) == "")
  }

  @Test(arguments: files)
  func linesStayShort(file: SourceFile) {
    #expect(Self.violations(of: .lineLength, in: file) == "")
  }

  @Test(arguments: files)
  func functionsStaySmall(file: SourceFile) {
    #expect(Self.violations(of: .functionLength, in: file) == "")
  }

  @Test(arguments: files)
  func bannedTokensAreAvoided(file: SourceFile) {
    #expect(Self.violations(of: .bannedTokens, in: file) == "")
  }

  @Test(arguments: files)
  func packageDeclarationsAreDocumented(file: SourceFile) {
    #expect(Self.violations(of: .documentation, in: file) == "")
  }

  @Test(arguments: files)
  func errorsHaveSentences(file: SourceFile) {
    #expect(Self.violations(of: .errorSentences, in: file) == "")
  }

  @Test(arguments: files)
  func templatesNameWhatPagesStore(file: SourceFile) {
    #expect(Self.violations(of: .templates, in: file) == "")
  }

  @Test(arguments: RuleException.all)
  func exceptionsAreStillNeeded(exception: RuleException) throws {
    let rules: [Rule] = [.fileLength, .functionLength]
    let rule = try #require(rules.first { $0.name == exception.rule })
    let file = try #require(Self.files.first { $0.path == exception.path })
    #expect(!rule.find(file, Self.tree).isEmpty, "\(exception.path) needs no exception any more")
  }
}
