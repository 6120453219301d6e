import Testing

@testable import Reporting

struct StateTextTests {
  @Test func statesAreWords() {
    #expect(StateText.words(for: "waitingForPeople") == "waiting for people")
    #expect(StateText.words(for: "finished") == "finished")
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
