import Digests
import Foundation
import Testing

/// The fixtures are the ones the script made, none changed, lost or added by hand.
@Suite struct ManifestTests {
  private struct Manifest: Decodable {
    let sha256: [String: String]
  }

  @Test func everyFixtureHasTheDigestOfTheManifest() throws {
    let manifest = try manifest()
    for path in try fixtures() {
      let data = try Data(contentsOf: Fixtures.folder.appending(path: path))
      #expect(SHA256.digest(of: data).hexadecimal == manifest[path], "\(path)")
    }
  }

  @Test func theManifestListsTheFixturesAndNothingElse() throws {
    #expect(try Set(manifest().keys) == Set(fixtures()))
  }

  @Test func everyFixtureIsTested() throws {
    let paths = try manifest().keys
    let models = Fixtures.languageModels + [Fixtures.scalarModel]
    let trainings = Fixtures.fineTunings + [Fixtures.rewardTraining]
    #expect(names(paths, "models/", "/config.json") == Set(models))
    #expect(names(paths, "training/", ".json") == Set(trainings))
  }

  private func manifest() throws -> [String: String] {
    try Fixtures.decode(Manifest.self, Fixtures.folder.appending(path: "manifest.json")).sha256
  }

  /// Returns the files below the folders of fixtures, as paths relative to the fixtures.
  private func fixtures() throws -> [String] {
    try ["models", "training"].flatMap { part in
      let root = Fixtures.folder.appending(path: part).path(percentEncoded: false)
      return try FileManager.default.subpathsOfDirectory(atPath: root)
        .filter { !$0.hasPrefix(".") && $0.contains(".") }.map { "\(part)/\($0)" }
    }
  }

  private func names(
    _ paths: some Sequence<String>, _ prefix: String, _ suffix: String
  ) -> Set<String> {
    Set(
      paths.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
        .map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) })
  }
}
