import Artifacts
import Foundation
import Testing

struct ArtifactStoreTests {
  @Test func committedFolderIsFoundByItsDigest() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(
      try temporary.folder(["config.json": "{}", "shards/one": "abc"]), kind: "model")
    let artifact = try temporary.reopened().artifact(digest)
    #expect(artifact.kind == "model")
    #expect(artifact.files.keys.sorted() == ["config.json", "shards/one"])
    #expect(try artifact.url("shards/one").text == "abc")
  }

  @Test func digestIsTheHashOfTheManifest() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let manifest =
      "{\"files\":[{\"bytes\":3,\"path\":\"a\",\"sha256\":\"\(abc)\"}],\"kind\":\"text\"}"
    #expect(digest.hexadecimal == SHA256Text.of(manifest))
    #expect(try temporary.blobFiles() == ["ba/\(abc)"])
  }

  @Test func equalFoldersAreOneArtifact() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.store.commit(try temporary.folder(["a": "1"]), kind: "text")
    let second = try temporary.store.commit(try temporary.folder(["a": "1"]), kind: "text")
    let other = try temporary.store.commit(try temporary.folder(["a": "1"]), kind: "prompts")
    #expect(first == second)
    #expect(first != other)
    #expect(try temporary.blobFiles().count == 1)
  }

  @Test func everyFlippedBitIsDetectedAndTheBytesAreKeptAside() throws {
    let temporary = try TemporaryStore()
    for index in 0..<8 {
      let digest = try temporary.store.commit(
        try temporary.folder(["a": "text number \(index)"]), kind: "text")
      try temporary.store.artifact(digest).url("a").flipBit(at: index)
      let reader = try temporary.reopened()
      #expect(try reader.intactArtifact(digest) == nil)
      #expect(throws: StoreError.noSuchArtifact(digest.hexadecimal)) {
        try reader.artifact(digest)
      }
    }
    let quarantine = temporary.home.appending(path: "quarantine")
    let kept = try FileManager.default.contentsOfDirectory(atPath: quarantine.path)
    #expect(kept.count == 8)
  }

  @Test func aParanoidStoreSeesWhatRotsAfterTheFirstUse() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    let paranoid = try temporary.store.paranoid()
    let file = try paranoid.artifact(digest).url("a")
    try file.flipBit()
    #expect(try temporary.store.intactArtifact(digest) != nil)
    #expect(try paranoid.intactArtifact(digest) == nil)
  }

  @Test func shortenedFileIsDetected() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    let file = try temporary.store.artifact(digest).url("a")
    try FileManager.default.removeItem(at: file)
    try Data("ab".utf8).write(to: file)
    #expect(try temporary.store.intactArtifact(digest) == nil)
  }

  @Test func committingAgainHealsMissingBytes() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    try FileManager.default.removeItem(at: try temporary.store.artifact(digest).url("a"))
    #expect(try temporary.store.intactArtifact(digest) == nil)
    let again = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    #expect(again == digest)
    #expect(try temporary.store.artifact(digest).url("a").text == "abc")
  }

  @Test func bytesWithoutARowAreHarmless() throws {
    let temporary = try TemporaryStore()
    _ = try temporary.startRun(plan())
    let digest = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    // A kill between the rename and the transaction leaves exactly this.
    try temporary.execute("DELETE FROM artifactFile; DELETE FROM artifact; DELETE FROM blob")
    #expect(try temporary.reopened().intactArtifact(digest) == nil)
    let again = try temporary.store.commit(try temporary.folder(["a": "abc"]), kind: "text")
    #expect(try temporary.store.artifact(again).url("a").text == "abc")
  }

  @Test func linksAndEmptyFoldersAreRefused() throws {
    let temporary = try TemporaryStore()
    let folder = try temporary.folder(["a": "abc"])
    let link = folder.appending(path: "link")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.appending(path: "a"))
    #expect(throws: StoreError.notAPlainFile(path: link.path)) {
      try temporary.store.commit(folder, kind: "text")
    }
    #expect(throws: StoreError.emptyFolder(kind: "text")) {
      try temporary.store.commit(try temporary.folder([:]), kind: "text")
    }
  }

  @Test func missingFileNamesTheFilesThereAre() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(
      try temporary.folder(["a": "1", "b": "2"]), kind: "text")
    let artifact = try temporary.store.artifact(digest)
    let error = #expect(throws: StoreError.self) { try artifact.url("c") }
    let sentence = "Artifact \(digest.hexadecimal.prefix(12)) has no file 'c'; it has a, b."
    #expect(error?.description == sentence)
  }

  @Test func digestIsFoundByItsFirstDigits() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(try temporary.folder(["a": "1"]), kind: "text")
    #expect(try temporary.store.digest(String(digest.hexadecimal.prefix(8))) == digest)
    #expect(throws: StoreError.noSuchArtifact("zz")) { try temporary.store.digest("zz") }
  }

  @Test func exportWritesTheFilesUnderTheirNames() throws {
    let temporary = try TemporaryStore()
    let digest = try temporary.store.commit(
      try temporary.folder(["a": "1", "sub/b": "2"]), kind: "text")
    let target = temporary.home.appending(path: "exported")
    try temporary.store.artifact(digest).export(to: target)
    #expect(target.appending(path: "a").text == "1")
    #expect(target.appending(path: "sub/b").text == "2")
  }
}
