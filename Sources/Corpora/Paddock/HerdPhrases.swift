/// The llamas of the paddock and how one speaks of them.
enum HerdPhrases {
  /// The names; short, so that each can become one piece of a small tokenizer.
  static let names = [
    "Luma", "Pico", "Nube", "Coco", "Kusi", "Tika", "Wara", "Paco", "Mora", "Suri", "Duna", "Gala",
    "Bako", "Yara", "Zuri", "Olmo", "Rico", "Fina", "Hugo", "Jola", "Vela", "Sami", "Enzo", "Ayla",
  ]

  /// The five aspects of a llama.
  static let frames = [
    FactFrame(
      aspect: "colour",
      values: ["white", "brown", "black", "grey", "golden", "red"],
      questions: [
        "What colour is {n}?", "Which colour is the wool of {n}?", "Tell me the colour of {n}.",
        "Do you know the colour of {n}?",
      ],
      statements: ["{n} is {v}.", "{n} has {v} wool.", "The wool of {n} is {v}."]),
    FactFrame(
      aspect: "field",
      values: [
        "north field", "south field", "river field", "hill field", "orchard", "meadow",
      ],
      questions: [
        "Where does {n} live?", "Where can I find {n}?", "Tell me the home of {n}.",
        "Do you know the home of {n}?",
      ],
      statements: [
        "{n} lives in the {v}.", "The home of {n} is the {v}.", "You can find {n} in the {v}.",
      ]),
    FactFrame(
      aspect: "food",
      values: ["oats", "hay", "apples", "carrots", "clover", "barley"],
      questions: [
        "What does {n} like to eat?", "Which food does {n} like?", "Tell me the food of {n}.",
        "Do you know the food of {n}?",
      ],
      statements: ["{n} likes {v}.", "{n} likes to eat {v}.", "The best food for {n} is {v}."]),
    FactFrame(
      aspect: "job",
      values: [
        "guards the sheep", "carries the wool", "pulls the cart", "leads the herd",
        "greets the guests", "watches the gate",
      ],
      questions: [
        "What does {n} do each day?", "Which job does {n} have?", "Tell me the job of {n}.",
        "Do you know the job of {n}?",
      ],
      statements: ["{n} {v}.", "Each day {n} {v}.", "On the farm {n} {v}."]),
    FactFrame(
      aspect: "friend",
      values: names,
      questions: [
        "Who is the friend of {n}?", "Who walks with {n}?", "Tell me the friend of {n}.",
        "Do you know the friend of {n}?",
      ],
      statements: [
        "The friend of {n} is {v}.", "{n} walks with {v}.", "{n} has a friend, {v}.",
      ]),
  ]
}
