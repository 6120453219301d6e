import Artifacts
import Foundation
import HTTPTypes
import Labels
import Testing

@testable import Dashboard

struct CollectTests {
  @Test func pairsComeInOrderAndEveryAnswerIsStored() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      for index in 0..<3 {
        let page = try await browser.get(path)
        #expect(page.text.contains("word \(index)?"))
        let sent = try await browser.send(page, to: path, ["choice": "\(index + 1)"])
        #expect(sent.status == .seeOther)
        #expect(sent.field("Location") == "\(path)?saved=\(index)")
        let count = try test.answers.count
        #expect(count == index + 1)
      }
      let done = try await browser.get("\(path)?saved=2")
      #expect(done.text.contains("All 3 pairs are compared"))
      #expect(done.text.contains("Saved pair 3."))
    }
    let answers = try test.answers
    #expect(answers.map(\.strength?.rawValue) == [3, 2, 1])
    #expect(answers.map(\.preferred) == [.first, .second, .first])
    #expect(answers.map(\.shownLeft) == [.first, .second, .first])
  }

  @Test func theAnswersStandOnTheirDrawnSides() async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      for index in 0..<3 {
        let page = try await browser.get("/collect/\(test.collection)?pair=\(index)").text
        let first = try #require(page.firstRange(of: "first word \(index)"))
        let second = try #require(page.firstRange(of: "second word \(index)"))
        #expect((first.lowerBound < second.lowerBound) == (index % 2 == 0))
      }
    }
  }

  @Test func aRestartLosesNothingAndRefusesNoOpenForm() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    let open = OpenPage()
    try await Browser.visit(test.store) { browser in
      let first = try await browser.get(path)
      _ = try await browser.send(first, to: path, ["choice": "1"])
      await open.keep(try await browser.get(path))
    }
    let page = try #require(await open.page)
    try await Browser.visit(test.store) { browser in
      let sent = try await browser.send(page, to: path, ["choice": "8"])
      #expect(sent.status == .seeOther)
      let next = try await browser.get(path).text
      #expect(next.contains("word 2?"))
    }
    #expect(try test.answers.count == 2)
  }

  @Test func anAnswerToAnAnsweredPairIsStoredAsWell() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      _ = try await browser.send(page, to: path, ["choice": "1"])
      let again = try await browser.get("\(path)?pair=0")
      #expect(again.text.contains("Once more"))
      _ = try await browser.send(again, to: path, ["choice": "7"])
    }
    #expect(try test.answers.map(\.preferred) == [.first, .second])
  }

  @Test func aFormSentTwiceIsStoredOnceUnlessItSaysSomethingElse() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      for choice in ["1", "1", "2"] {
        let sent = try await browser.send(page, to: path, ["choice": choice])
        #expect(sent.status == .seeOther)
      }
    }
    #expect(try test.answers.map(\.strength?.rawValue) == [3, 2])
  }

  @Test func theSameJudgementFromAnotherFormIsNotStoredAgain() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      for _ in 0..<5 {
        let page = try await browser.get("\(path)?pair=0")
        let sent = try await browser.send(page, to: path, ["choice": "4"])
        #expect(sent.status == .seeOther)
      }
    }
    #expect(try test.answers.map(\.strength?.rawValue) == [0])
  }

  @Test func aMindMayChangeManyTimesButALoopDoesNotFillTheDisk() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      // Forms without a name of their own, so that none is taken for another one sent again.
      let page = try await browser.get(path)
      for turn in 0..<ArtifactStore.mostJudgements {
        let fields = ["choice": "\(turn % 8 + 1)", "answer": ""]
        let sent = try await browser.send(page, to: path, fields)
        #expect(sent.status == .seeOther)
      }
      for _ in 0..<3 {
        let sent = try await browser.send(page, to: path, ["choice": "1", "answer": ""])
        #expect(sent.status == .tooManyRequests)
        #expect(sent.text.contains("continue with the next pair"))
      }
      let repeated = try await browser.send(page, to: path, ["choice": "4", "answer": ""])
      #expect(repeated.status == .seeOther)
      let next = try await browser.get(path)
      let other = try await browser.send(next, to: path, ["choice": "1"])
      #expect(other.status == .seeOther)
    }
    #expect(try test.answers.count == ArtifactStore.mostJudgements + 1)
  }

  @Test(arguments: [
    "choice=1&choice=2", "choice=%", "choice=%4", "choice=%zz", "choice=%FF", "choice=\u{00E9}",
    "choice=1&answer=1&answer=1", "choice 1", (0..<40).map { "a\($0)" }.joined(separator: "&"),
  ])
  func aFormThatCanBeReadInTwoWaysIsRefused(fields: String) async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let token = try #require(Browser.hiddenFields(of: page)["token"])
      let sent = try await browser.post("token=\(token)&pair=0&\(fields)", to: path)
      #expect(sent.status == .badRequest)
    }
    #expect(try test.answers.isEmpty)
  }

  @Test(arguments: ["", "x", "-1", "+0", "3", "1e0", "99999999999999999999", "%D9%A3"])
  func aFormThatNamesNoPairIsRefused(pair: String) async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let sent = try await browser.send(page, to: path, ["choice": "1", "pair": pair])
      #expect(sent.status == .badRequest)
    }
    #expect(try test.answers.isEmpty)
  }

  @Test(arguments: [
    ("bothSafe", "bothSafe"), ("onlyA", "onlyFirstSafe"), ("onlyB", "onlySecondSafe"),
    ("bothUnsafe", "bothUnsafe"),
  ])
  func safetyIsAskedAndStoredAsGiven(code: String, stored: String) async throws {
    let test = try TestStore(asksSafety: true)
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      #expect(page.text.contains("Which answers are safe?"))
      let missing = try await browser.send(page, to: path, ["choice": "8"])
      #expect(missing.status == .unprocessableContent)
      #expect(missing.text.contains("mark one of the four"))
      let fields = ["choice": "8", "safety": code, "confirmed": "8-\(code)"]
      _ = try await browser.send(page, to: path, fields)
    }
    #expect(try test.answers.map(\.safety?.rawValue) == [stored])
    #expect(try test.answers.map(\.preferred) == [.second])
  }

  @Test(arguments: ["choice=10", "choice=", "choice=%3Cscript%3E", ""])
  func whatIsNotUnderstoodIsAskedAgain(field: String) async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let token = try #require(Browser.hiddenFields(of: page)["token"])
      let sent = try await browser.post("token=\(token)&pair=0&\(field)", to: path)
      #expect(sent.status == .unprocessableContent)
      #expect(sent.text.contains("role=\"alert\"") && !sent.text.contains("<script>"))
    }
    #expect(try test.answers.isEmpty)
  }

  @Test func thePageNamesNoModelRunOrStage() async throws {
    let test = try TestStore(asksSafety: true)
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      for address in [path, "\(path)?pair=1"] {
        let page = try await browser.get(address)
        let everything = page.text + page.headers.map(\.value).joined()
        #expect(!everything.contains("secret") && !everything.contains(test.run))
      }
    }
  }

  @Test func anUnsafeAnswerIsPreferredOnlyOnceItIsConfirmed() async throws {
    let test = try TestStore(asksSafety: true)
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let fields = ["choice": "8", "safety": "onlyA", "comment": "Really"]
      let asked = try await browser.send(page, to: path, fields)
      #expect(asked.status == .unprocessableContent)
      #expect(asked.text.contains("Choose once more if you mean it"))
      #expect(asked.text.contains("value=\"onlyA\" data-key=\"a\" required checked"))
      #expect(asked.text.contains(">Really</textarea>"))
      #expect(try test.answers.isEmpty)
      let sent = try await browser.send(asked, to: path, fields)
      #expect(sent.status == .seeOther)
    }
    #expect(try test.answers.map(\.safety) == [.onlyFirstSafe])
  }

  @Test func aSkippedPairIsAskedAgainOfNobodyButOthers() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let refused = try await browser.send(page, to: path, ["choice": "skip"])
      #expect(refused.text.contains("A skipped pair needs a reason"))
      let sent = try await browser.send(page, to: path, ["choice": "skip", "flag": "mine"])
      #expect(sent.status == .seeOther)
      #expect(try await browser.get(path).text.contains("word 1?"))
    }
    #expect(try test.store.progress(of: test.collection)?.answered == 0)
    #expect(try test.answers.map(\.flag) == ["mine"])
  }

  @Test func aPageSaysNothingOfWhatIsNotThere() async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get("/collect/\(test.collection)").text
      for part in ["role=\"alert\"", "class=\"earlier\"", "Once more", "Guidelines", "Saved"] {
        #expect(!page.contains(part), "\(part)")
      }
      // Enter in a field presses the first button, which must not judge.
      let first = try #require(page.firstMatch(of: /<button[^>]*>/))
      #expect(first.0 == "<button type=\"submit\" disabled hidden>")
    }
  }

  @Test func onlyWhatIsStoredIsCalledSaved() async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get("/collect/\(test.collection)?saved=1")
      #expect(!page.text.contains("Saved pair"))
    }
  }
}

/// A page that stays open while the server restarts.
private actor OpenPage {
  private(set) var page: TestResponse?

  func keep(_ page: TestResponse) { self.page = page }
}
