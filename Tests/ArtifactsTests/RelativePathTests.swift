import Artifacts
import Foundation
import Testing

/// A path of a manifest leads into its folder, and paths are their bytes.
struct RelativePathTests {
  @Test(
    arguments: [
      "", "/", "/etc/passwd", "..", ".", "a/..", "../a", "a/../../b", "a//b", "a/", "./a", "a\0b",
      "a\nb", "\u{1b}[31m", "\u{7f}", "a/\u{85}b", String(repeating: "x", count: 256),
      Array(repeating: "abcdefgh", count: 200).joined(separator: "/"),
    ])
  func whatLeadsElsewhereIsNoPath(text: String) {
    #expect(RelativePath(text) == nil)
    let json = "[\"\(text.map { $0.isASCII && $0 >= " " ? "\($0)" : "\\u0001" }.joined())\"]"
    #expect(throws: DecodingError.self) {
      _ = try StableJSON.value([RelativePath].self, from: json).map(\.text)
    }
  }

  @Test(arguments: ["a", "config.json", "sub/b", "…/…", "a b", ".hidden", "..a/b..", "tést"])
  func ordinaryNamesArePaths(text: String) {
    #expect(RelativePath(text)?.text == text)
  }

  @Test func lettersInOnePieceAndInTwoAreOtherNames() throws {
    let one = try #require(RelativePath("caf\u{e9}"))
    let two = try #require(RelativePath("cafe\u{301}"))
    #expect(one.text == two.text)
    #expect(one != two)
    #expect(Set([one, two]).count == 2)
  }

  @Test func anArtifactHoldsBothAndExportsBoth() throws {
    let temporary = try TemporaryStore()
    let (one, two) = ("caf\u{e9}", "cafe\u{301}")
    let folder = try temporary.folder([:])
    try Data("one".utf8).write(to: folder.appending(path: one))
    try Data("two".utf8).write(to: folder.appending(path: two))
    let digest = try temporary.store.commit(folder, kind: "text")
    let artifact = try temporary.reopened().artifact(digest)
    #expect(try artifact.url(one).text == "one")
    #expect(try artifact.url(two).text == "two")
    let target = temporary.home.appending(path: "exported")
    try artifact.export(to: target)
    #expect(try FileManager.default.contentsOfDirectory(atPath: target.path).count == 2)
    #expect(try temporary.store.inspect().isSound)
  }

  /// Lists of files that cannot lie beside each other in one folder.
  @Test(
    arguments: [
      ["a", "a"], ["b", "a"], ["a", "a/b"], ["a", "a-b", "a/b"], ["x", "x/y/z"], ["../a"],
    ])
  func aListOfFilesThatCannotLieTogetherIsRefused(paths: [String]) throws {
    let digits = String(repeating: "0", count: 64)
    let files = paths.map { "{\"bytes\":1,\"path\":\"\($0)\",\"sha256\":\"\(digits)\"}" }
    let json = "{\"files\":[\(files.joined(separator: ","))],\"kind\":\"model\"}"
    #expect(throws: DecodingError.self) {
      try StableJSON.value(ArtifactManifest.self, from: json)
    }
  }

  @Test(arguments: ["", "zz", "A", "../../etc", String(repeating: "g", count: 64)])
  func whatIsNotADigestIsNone(text: String) {
    #expect(ArtifactDigest(text) == nil && BlobDigest(text) == nil && StageKey(text) == nil)
    #expect(RunID(text) == nil)
    let padded = String(repeating: "../", count: 22).prefix(64)
    #expect(BlobDigest(String(padded)) == nil)
  }
}
