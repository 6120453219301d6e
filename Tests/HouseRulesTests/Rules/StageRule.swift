extension Rule {
  /// No type of one stage is named in another; only the catalogs know them all.
  ///
  /// The folders of what stages share belong to no stage.
  static let stagesAreStrangers = Rule(
    name: "stages are strangers",
    sentence: "Stages share the top of the module and its shared folders, never each other's types."
  ) { file, tree in
    guard isStage(file), !Diagram.stageCatalogs.contains(file.name) else { return [] }
    var owners: [String: String] = [:]
    for other in tree.files where isStage(other) && !isShared(other) {
      for type in other.topLevelTypes { owners[type] = other.folder }
    }
    var seen: Set<String> = []
    return file.tokens.compactMap { token in
      guard let owner = owners[token.text], owner != file.folder,
        !file.topLevelTypes.contains(token.text), seen.insert(token.text).inserted
      else { return nil }
      let home =
        isShared(file)
        ? "what stages share (\(file.path))" : "the stage \(file.folder)"
      return Violation(line: token.line, fact: "\(home) names \(token.text) of \(owner)")
    }
  }

  /// Whether a file lies at the top of the module or in a folder that stages share.
  private static func isShared(_ file: SourceFile) -> Bool {
    file.folder.isEmpty || Diagram.sharedByStages.contains(file.folder)
  }

  private static func isStage(_ file: SourceFile) -> Bool {
    file.isSource && file.module == "Stages" && file.language == .swift
  }
}

extension SourceFile {
  /// The names of the types at file level that other files can see.
  fileprivate var topLevelTypes: Set<String> {
    Set(
      declarations.filter {
        $0.isType && $0.keyword != "extension" && $0.scope.isEmpty && !$0.isPrivate
      }.map(\.name))
  }
}
