import Foundation
import Randomness

/// One of many people: judges at a pace, sends again what was not confirmed, and loses nothing.
struct LoadPerson {
  /// A form as it lies before the person.
  private struct Form {
    let answer: String
    let fields: [(name: String, value: String)]
  }

  private let number: Int
  let collection: String
  let cookie: String
  let plan: LoadPlan
  let record: LoadRecord
  private var random: Random

  init(
    _ number: Int, in collection: String, cookie: String, _ plan: LoadPlan, _ record: LoadRecord
  ) {
    self.number = number
    self.collection = collection
    self.cookie = cookie
    self.plan = plan
    self.record = record
    random = Random(plan.seed, stream: "person", UInt64(number))
  }

  /// Judges until the time is over; the last form is sent until it is confirmed.
  mutating func work() {
    // People do not press their keys all at the same moment.
    Thread.sleep(forTimeInterval: Double(number) / Double(plan.people) / plan.rate)
    let start = ContinuousClock.now
    var judged = 0
    while ContinuousClock.now - start < .seconds(plan.seconds) {
      guard let form = nextForm() else { return }
      send(form)
      judged += 1
      let next = start + .seconds(Double(judged) / plan.rate)
      let pause = (next - ContinuousClock.now) / .seconds(1)
      if pause > 0 { Thread.sleep(forTimeInterval: pause) }
    }
  }

  private var client: PageClient {
    var client = PageClient(port: record.port)
    client.cookie = cookie
    return client
  }

  /// Asks for a pair until the server answers; nil if none is left.
  private mutating func nextForm() -> Form? {
    while true {
      guard let page = client.get("/collect/\(collection)") else {
        Thread.sleep(forTimeInterval: 0.02)
        continue
      }
      guard page.status == 200 else {
        record.refuse(page.status)
        return nil
      }
      guard let token = page.field("token"), let answer = page.field("answer"),
        let pair = page.field("pair")
      else { return nil }
      let choice = 1 + random.below(8)
      return Form(
        answer: answer,
        fields: [
          ("token", token), ("pair", pair), ("answer", answer), ("choice", "\(choice)"),
        ])
    }
  }

  /// Sends a form until it is confirmed.
  private mutating func send(_ form: Form) {
    let address = "/collect/\(collection)"
    if random.chance(plan.lost) {
      client.send(form.fields, to: address)
      record.lose()
    }
    if random.chance(plan.doubled) {
      _ = client.post(form.fields, to: address)
      record.double()
    }
    while true {
      let start = ContinuousClock.now
      guard let page = client.post(form.fields, to: address) else {
        Thread.sleep(forTimeInterval: 0.02)
        continue
      }
      guard page.status == 303 else { return record.refuse(page.status) }
      return record.acknowledge(form.answer, after: ContinuousClock.now - start)
    }
  }
}
