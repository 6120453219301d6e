/// The general facts of the farm and how one speaks of them, by topic.
enum FarmPhrases {
  /// One aspect of a topic.
  struct Entry: Sendable {
    /// The topic; aspects of one topic are related.
    var topic: String
    /// How the aspect is asked for and stated.
    var frame: FactFrame
  }

  private static let hours = ["six", "seven", "eight", "nine"]
  private static let people = ["Rosa", "Tomas", "Elena", "Marco"]
  private static let days = ["Monday", "Tuesday", "Friday", "Sunday"]
  private static let places = ["barn", "river", "bridge", "old tree"]
  private static let numbers = ["ten", "twelve", "twenty", "thirty"]
  private static let colours = ["white", "brown", "grey", "red"]

  /// All aspects of all topics.
  static let entries: [Entry] = [
    entry("gate", "opening", hours, "When does the gate open?", "The gate opens at {v}."),
    entry("gate", "closing", hours, "When does the gate close?", "The gate closes at {v}."),
    entry("gate", "keeper", people, "Who keeps the key of the gate?", "{v} keeps the key."),
    entry("gate", "colour", colours, "What colour is the gate?", "The gate is {v}."),
    entry("people", "feeder", people, "Who feeds the herd?", "{v} feeds the herd."),
    entry("people", "cutter", people, "Who cuts the wool?", "{v} cuts the wool."),
    entry("people", "healer", people, "Who heals the llamas?", "{v} heals the llamas."),
    entry("people", "baker", people, "Who bakes the bread?", "{v} bakes the bread."),
    entry("week", "market", days, "When is the market?", "The market is on {v}."),
    entry("week", "wash", days, "When do we wash the wool?", "We wash the wool on {v}."),
    entry("week", "guests", days, "When do the guests come?", "The guests come on {v}."),
    entry("week", "rest", days, "When does the herd rest?", "The herd rests on {v}."),
    entry("things", "trough", places, "Where is the trough?", "The trough is by the {v}."),
    entry("things", "cart", places, "Where is the cart?", "The cart is by the {v}."),
    entry("things", "bell", places, "Where is the bell?", "The bell is by the {v}."),
    entry("things", "well", places, "Where is the well?", "The well is by the {v}."),
    entry("count", "sheep", numbers, "How many sheep are there?", "There are {v} sheep."),
    entry("count", "hens", numbers, "How many hens are there?", "There are {v} hens."),
    entry("count", "trees", numbers, "How many trees are there?", "There are {v} trees."),
    entry("count", "guests", numbers, "How many guests come?", "There are {v} guests."),
  ]

  private static func entry(
    _ topic: String, _ aspect: String, _ values: [String], _ question: String, _ statement: String
  ) -> Entry {
    let lower = question.prefix(1).lowercased() + question.dropFirst()
    return Entry(
      topic: topic,
      frame: FactFrame(
        aspect: aspect, values: values, questions: [question, "Please say: \(lower)"],
        statements: [statement]))
  }
}
