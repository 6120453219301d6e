package import Mustache

/// The templates of the report, which other pages may include.
package enum ReportTemplates {
  private static let sources: [(name: String, bytes: [UInt8])] = [
    ("ReportPage", PackageResources.ReportPage_mustache),
    ("StagePart", PackageResources.StagePart_mustache),
    ("SectionPart", PackageResources.SectionPart_mustache),
    ("TablePart", PackageResources.TablePart_mustache),
    ("FigurePart", PackageResources.FigurePart_mustache),
    ("SamplesPart", PackageResources.SamplesPart_mustache),
    ("Style", PackageResources.Style_mustache),
  ]

  /// Returns the compiled templates.
  package static func library() throws -> MustacheLibrary {
    var library = MustacheLibrary()
    for source in sources {
      try library.register(String(decoding: source.bytes, as: UTF8.self), named: source.name)
    }
    return library
  }

  /// The stylesheet of every page, as a file of its own.
  package static var stylesheet: String {
    String(decoding: PackageResources.Style_mustache, as: UTF8.self)
  }
}

extension MustacheLibrary {
  /// Returns the page written out, or throws when there is no template of that name.
  package func page(_ page: Any, named name: String) throws -> String {
    guard let html = render(page, withTemplate: name) else {
      throw ReportingError.missingTemplate(name)
    }
    return html
  }
}
