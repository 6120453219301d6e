import Testing

@testable import Reporting

struct StateTextTests {
  @Test(arguments: [
    (0.0, "0.0 s"), (4.24, "4.2 s"), (74.2, "1 min 14 s"), (3_720, "1 h 02 min"),
    (.nan, "unknown"),
  ])
  func durationsReadWell(seconds: Double, words: String) {
    #expect(StateText.duration(seconds) == words)
  }

  @Test func statesAreWords() {
    #expect(StateText.words(for: "waitingForPeople") == "waiting for people")
    #expect(StateText.words(for: "finished", skipped: true) == "reused")
  }

  @Test func settingsAreListedByTheirPath() throws {
    let json = #"{"epochs":2,"optimizer":{"rate":0.0003,"decay":true},"layers":[1,2],"x":null}"#
    #expect(
      try Settings(json: json).byName == [
        "epochs": "2", "optimizer.rate": "0.0003", "optimizer.decay": "yes", "layers": "1, 2",
        "x": "none",
      ])
  }
}
