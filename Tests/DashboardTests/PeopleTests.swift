import Artifacts
import Foundation
import HTTPTypes
import Preferences
import Testing

@testable import Dashboard

/// Several people judge side by side, each known by a session and by nothing else.
struct PeopleTests {
  private let test: TestStore
  private let path: String
  private let ann = Invitation()
  private let ben = Invitation()
  private let lea = Invitation()

  init() throws {
    test = try TestStore(asksSafety: false)
    path = "/collect/\(test.collection)"
    for (name, role, invitation) in [
      ("secret-Ann", PersonRole.annotator, ann), ("secret-Ben", .annotator, ben),
      ("secret-Lea", .lead, lea),
    ] {
      _ = try test.store.addPerson(
        named: name, role: role, invitation: invitation.digest, until: Date() + 60)
    }
  }

  @Test func twoPeopleSeeTwoPairsAndAreStoredAsTwo() async throws {
    try await Browser.visit(test.store) { browser in
      let first = try await browser.joined(by: ann.secret)
      let second = try await browser.joined(by: ben.secret)
      let pages = (try await first.get(path), try await second.get(path))
      #expect(pages.0.text.contains("word 0?") && pages.1.text.contains("word 1?"))
      for (person, page) in [(first, pages.0), (second, pages.1)] {
        let sent = try await person.send(page, to: path, ["choice": "1"])
        #expect(sent.status == .seeOther)
      }
      let third = try await first.get(path)
      #expect(third.text.contains("word 2?"))
      let done = try await second.get(path)
      #expect(done.text.contains("Nothing is left for you just now"))
      #expect(done.text.contains("2 of 3 pairs are complete"))
    }
    let answers = try test.answers
    #expect(Set(answers.map(\.annotator)).count == 2)
    #expect(answers.allSatisfy { $0.annotator != "local" && $0.seconds != nil && !$0.isLate })
  }

  @Test func nobodyComesInWithoutASession() async throws {
    let store = test.store
    try await Browser.visit(store) { browser in
      let joined = try await browser.joined(by: ann.secret)
      let page = try await joined.get(path)
      let cookie = try #require(joined.cookie)
      // Nothing, another's name, an id alone, a changed bit, a changed end.
      let forged = [
        nil, "llamero_session=", "name=Ann", String(cookie.prefix(40)), cookie + "0",
        cookie.replacing(".1.", with: ".2."), String(cookie.dropLast()) + "g",
      ]
      for cookie in forged {
        var stranger = browser
        stranger.cookie = cookie
        for address in [path, "/", "\(path)/mine", "/run/\(test.run)"] {
          let answer = try await stranger.get(address)
          #expect(answer.status == .unauthorized, "\(cookie ?? "none") \(address)")
          #expect(!answer.text.contains("secret") && !answer.text.contains("word"))
        }
        let sent = try await stranger.send(page, to: path, ["choice": "1"])
        #expect(sent.status == .unauthorized)
      }
      // A form of one person is of no use to another.
      let other = try await browser.joined(by: ben.secret)
      #expect(try await other.send(page, to: path, ["choice": "1"]).status == .forbidden)
      _ = try store.revokePerson("secret-Ann")
      #expect(try await joined.get(path).status == .unauthorized)
    }
    #expect(try test.answers.isEmpty)
  }

  @Test func aLinkIsNoSessionUntilItsButtonIsPressed() async throws {
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get("/join/\(ann.secret)")
      #expect(page.text.contains("Welcome, secret-Ann") && page.field("Set-Cookie") == nil)
      let entry = try await browser.post("", to: "/join/\(ann.secret)")
      let cookie = try #require(entry.field("Set-Cookie"))
      #expect(cookie.contains("HttpOnly; SameSite=Lax") && !cookie.contains("Secure"))
      #expect(!cookie.contains("secret") && !cookie.contains(ann.secret))
    }
  }

  @Test func aSessionIsRenewedOnceHalfOfItIsOver() async throws {
    let secret = try ServerSecret(under: test.home)
    let person = try #require(try test.store.people().first { $0.role == .annotator })
    try await Browser.visit(test.store) { browser in
      for (days, isRenewed) in [(10.0, false), (20, true), (31, false)] {
        let begun = Date() - days * 86_400
        var visitor = browser
        visitor.cookie = SessionCookie(person, now: begun)
          .header(signedBy: secret, isSecure: false).split(separator: ";").first.map(String.init)
        let page = try await visitor.get("/")
        #expect((page.field("Set-Cookie") != nil) == isRenewed, "\(days)")
        #expect((page.status == .ok) == (days < 30))
      }
    }
  }

  @Test func guessedLinksAreSoonNotAnswered() async throws {
    try await Browser.visit(test.store) { browser in
      var statuses: [Int] = []
      for number in 0..<(AttemptLimit.mostFailures + 5) {
        statuses.append(try await browser.get("/join/guess\(number)").status.code)
      }
      // A minute may have ended between them.
      #expect(Set(statuses).isSubset(of: [404, 429]) && statuses.first == 404)
      let limit = AttemptLimit()
      let results = (0..<40).map { _ in limit.isExceeded(byFailureAt: .distantPast) }
      #expect(results.count { $0 } == 10)
      #expect(try await browser.joined(by: ann.secret).get("/").status == .ok)
    }
  }

  @Test func anAnnotatorSeesNothingOfRunsOrOthers() async throws {
    try await Browser.visit(test.store) { browser in
      let annotator = try await browser.joined(by: ann.secret)
      for address in ["/", path, "\(path)/mine"] {
        let page = try await annotator.get(address)
        let everything = page.text + page.headers.map(\.value).joined()
        #expect(page.status == .ok)
        #expect(!everything.contains("secret") && !everything.contains(test.run), "\(address)")
      }
      #expect(try await annotator.get("/run/\(test.run)").status == .forbidden)
      #expect(try await annotator.get("/run/\(test.run)/report.json").status == .forbidden)
      let lead = try await browser.joined(by: lea.secret)
      #expect(try await lead.get("/run/\(test.run)").status == .ok)
      #expect(try await lead.get("/").text.contains("secret-pipeline"))
    }
  }

  @Test func theLeadSeesEverybodysWorkAndTheSignsOfCarelessness() async throws {
    let test = try TestStore(count: 40, overlap: 2)
    let path = "/collect/\(test.collection)"
    for (name, role, invitation) in [
      ("Ann", PersonRole.annotator, ann), ("Ben", .annotator, ben), ("Lea", .lead, lea),
    ] {
      _ = try test.store.addPerson(
        named: name, role: role, invitation: invitation.digest, until: Date() + 60)
    }
    try await Browser.visit(test.store) { browser in
      let first = try await browser.joined(by: ann.secret)
      let second = try await browser.joined(by: ben.secret)
      for index in 0..<40 {
        // Ann always presses the same key at once; Ben skips one pair and says why.
        let page = try await first.get(path)
        _ = try await first.send(page, to: path, ["choice": "1"])
        let other = try await second.get(path)
        let fields =
          index == 0 ? ["choice": "skip", "flag": "torn"] : ["choice": "\(index % 8 + 1)"]
        _ = try await second.send(other, to: path, fields)
      }
      let lead = try await browser.joined(by: lea.secret)
      #expect(try await lead.get("/").text.contains("\(path)/study"))
      let study = try await lead.get("\(path)/study").text
      #expect(study.contains("39 of 40 pairs are complete"))
      let lines = study.split(separator: "\n").filter { $0.hasPrefix("<tr><th scope=\"row\">") }
      let annLine = try #require(lines.first { $0.contains(">Ann ") })
      #expect(annLine.contains("<td>40</td><td>0</td><td>0</td><td>0</td><td>0 s</td>"))
      #expect(annLine.contains("100 % ("))
      #expect(annLine.contains("faster than anyone reads; the same key again and again"))
      let benLine = try #require(lines.first { $0.contains(">Ben ") })
      #expect(benLine.contains("<td>39</td><td>0</td><td>1</td>"))
      #expect(study.contains("torn"))
      #expect(try await first.get("\(path)/study").status == .forbidden)
    }
  }

  @Test func ownJudgementsAreListedAndShownWhenTheyAreOpenedAgain() async throws {
    try await Browser.visit(test.store) { browser in
      let annotator = try await browser.joined(by: ann.secret)
      let page = try await annotator.get(path)
      _ = try await annotator.send(page, to: path, ["choice": "7", "comment": "Clearer."])
      let mine = try await annotator.get("\(path)/mine")
      #expect(mine.text.contains("You have judged 1 pairs"))
      #expect(mine.text.contains("B is better"))
      let again = try await annotator.get("\(path)?pair=0")
      #expect(again.text.contains("You judged this pair before: B is better."))
      #expect(again.text.contains("value=\"7\" data-key=\"7\" class=\"chosen\""))
      #expect(again.text.contains("Clearer."))
      _ = try await annotator.send(again, to: path, ["choice": "9"])
      let changed = try await annotator.get("\(path)/mine")
      #expect(changed.text.contains("equally good") && changed.text.contains("(replaced)"))
      // Another person does not see it.
      let other = try await browser.joined(by: ben.secret)
      let theirs = try await other.get("\(path)?pair=0")
      #expect(!theirs.text.contains("class=\"earlier\"") && !theirs.text.contains("Clearer"))
    }
  }

  @Test func wordThatAPageIsOpenOrClosedIsTakenFromItsPersonOnly() async throws {
    try await Browser.visit(test.store) { browser in
      let annotator = try await browser.joined(by: ann.secret)
      let page = try await annotator.get(path)
      #expect(try await annotator.send(page, to: "\(path)/here", [:]).status == .noContent)
      let other = try await browser.joined(by: ben.secret)
      #expect(try await other.send(page, to: "\(path)/gone", [:]).status == .forbidden)
      #expect(try await other.get(path).text.contains("word 1?"))
      #expect(try await annotator.send(page, to: "\(path)/gone", [:]).status == .noContent)
      #expect(try await browser.joined(by: lea.secret).get(path).text.contains("word 0?"))
    }
  }
}
