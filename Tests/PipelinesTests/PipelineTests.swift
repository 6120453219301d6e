import Artifacts
import Pipelines
import Testing

struct PipelineTests {
  @Test func stagesAreOrderedByReferenceWhateverTheFileSays() throws {
    let pipeline = try Workbench().pipeline(
      """
      stages:
        last: {kind: join, first: middle.numbers, others: [first.numbers, middle.numbers]}
        middle: {kind: numbers}
        first: {kind: numbers}
      """)
    #expect(pipeline.stages.map(\.name) == ["middle", "first", "last"])
    let others = pipeline.stages[2].inputs["others"]
    #expect(others?.map(\.description) == ["first.numbers", "middle.numbers"])
  }

  @Test func singleReferenceFillsASlotForMany() throws {
    let pipeline = try Workbench().pipeline(
      "stages:\n  n: {kind: numbers}\n  j: {kind: join, first: n.numbers, others: n.numbers}")
    #expect(pipeline.stages[1].inputs["others"]?.count == 1)
    #expect(pipeline.stages[1].inputs["extra"] == nil)
  }

  @Test func nameAndSeedComeFromFileAndSettings() throws {
    let bench = try Workbench()
    let plain = try bench.pipeline("stages: {a: {kind: numbers}}")
    #expect(plain.name == "toy")
    #expect(plain.seed == 0)
    let set = try bench.pipeline(
      "name: x\nseed: 7\nstages: {a: {kind: numbers}}", "seed=18446744073709551615", "name=y")
    #expect(set.name == "y")
    #expect(set.seed == .max)
  }

  @Test func stageSeedFollowsFromPipelineSeedAndName() throws {
    let bench = try Workbench()
    let yaml = "seed: 7\nstages: {a: {kind: numbers}, b: {kind: numbers}, c: {kind: count}}"
    let seeds = try bench.pipeline(yaml).stages.map(\.seed)
    #expect(Set(seeds).count == 3)
    #expect(try bench.pipeline(yaml).stages.map(\.seed) == seeds)
    #expect(try bench.pipeline(yaml, "seed=8").stages[0].seed != seeds[0])
    #expect(try bench.pipeline(yaml, "a.seed=5").stages[0].seed == 5)
  }

  @Test func seedOfThePipelineFillsTheOptionThatTakesIt() throws {
    let bench = try Workbench()
    func seeds(_ settings: String...) throws -> [ConfigurationValue?] {
      try Pipeline(
        yaml: "stages:\n  a: {kind: coins}\n  b: {kind: coins, heads: 1, seed: 5}",
        file: "toy.yaml", settings: settings, kinds: bench.kinds()
      ).stages.map { $0.configuration["sharedSeed"] }
    }
    #expect(try seeds() == [.integer(0), .integer(0)])
    #expect(try seeds("seed=9") == [.integer(9), .integer(9)])
    let largest = Int128(UInt64.max)
    #expect(try seeds("seed=\(UInt64.max)") == [.integer(largest), .integer(largest)])
    #expect(try seeds("seed=9", "b.sharedSeed=3") == [.integer(9), .integer(3)])
    try bench.run("seed: 9\nstages: {a: {kind: coins}}")
    #expect(try bench.text("a", "seed", "seed") == "9")
    let keys = try bench.stages().map(\.key)
    try bench.run("seed: 8\nstages: {a: {kind: coins, seed: 5}}")
    try bench.run("seed: 9\nstages: {a: {kind: coins, seed: 5}}")
    #expect(try bench.text("a", "seed", "seed") == "9")
    #expect(try bench.stages().map(\.key) != keys)
  }

  @Test func referenceCanBeSet() throws {
    let yaml =
      "stages:\n  n: {kind: numbers}\n  m: {kind: numbers}\n  j: {kind: join, first: n.numbers}"
    let pipeline = try Workbench().pipeline(yaml, "j.first=m.numbers", "j.others=[n.numbers]")
    #expect(pipeline.stages[2].inputs["first"]?.map(\.description) == ["m.numbers"])
    #expect(pipeline.stages[2].inputs["others"]?.map(\.description) == ["n.numbers"])
  }

  @Test func definitionDoesNotDependOnTheOrderOfKeys() throws {
    let bench = try Workbench()
    let one = try bench.pipeline("stages: {a: {kind: numbers, count: 3, label: x}}")
    let two = try bench.pipeline("stages: {a: {label: x, count: 3, kind: numbers}}")
    let three = try bench.pipeline("stages: {a: {label: x, kind: numbers}}")
    let four = try bench.pipeline("stages: {a: {label: y, kind: numbers}}")
    #expect(one.definition == two.definition)
    #expect(one.definition == three.definition)
    #expect(one.definition != four.definition)
  }
}
