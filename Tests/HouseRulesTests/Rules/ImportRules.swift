extension Rule {
  /// Imports of our own modules go only where the diagram says.
  static let importDirection = Rule(
    name: "import direction",
    sentence: "Imports point down the diagram: who should hand this value over?"
  ) { file, _ in
    guard file.isSource, file.language == .swift else { return [] }
    guard let module = Diagram.modules[file.module] else {
      return [Violation(line: 1, fact: "the module \(file.module) is not in the diagram")]
    }
    guard let allowed = module.mayImport else { return [] }
    return file.imports.intersection(Diagram.modules.keys).subtracting(allowed).sorted().map {
      Violation(line: file.line(importing: $0), fact: "\(file.module) may not import \($0)")
    }
  }

  /// Packages of others stay in the module that hides them.
  static let confinedPackages = Rule(
    name: "confined packages",
    sentence: "One module hides each package, so that it can be replaced."
  ) { file, _ in
    guard file.isSource else { return [] }
    return Diagram.confined.sorted { $0.key < $1.key }.compactMap { package, homes in
      guard file.imports.contains(package), !homes.contains(file.module) else { return nil }
      let home = homes.sorted().joined(separator: " and ")
      return Violation(line: file.line(importing: package), fact: "\(package) belongs to \(home)")
    }
  }
}

extension SourceFile {
  /// Returns the line of an import, 1 if it cannot be found.
  func line(importing module: String) -> Int {
    (code.firstIndex { $0.contains("import \(module)") } ?? 0) + 1
  }
}
