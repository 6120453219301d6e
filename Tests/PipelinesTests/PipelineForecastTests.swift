import Artifacts
import Pipelines
import Testing

/// What later stages will take is the sum of what they took, if each of them ever ran.
struct PipelineForecastTests {
  @Test func laterStagesTakeWhatTheyTook() throws {
    let bench = try Workbench()
    let yaml = "stages:\n  n: {kind: numbers}\n  c: {kind: count}\n  d: {kind: count}"
    let pipeline = try bench.pipeline(yaml)
    let unknown = try PipelineForecast(pipeline, bench.store)
    #expect(unknown.seconds(after: "d") == 0)
    #expect(unknown.seconds(after: "c") == nil)
    try bench.run(yaml)
    let seconds = try bench.stages().map(\.seconds)
    let known = try PipelineForecast(pipeline, bench.store)
    #expect(known.seconds(after: "c") == seconds[2])
    #expect(known.seconds(after: "n") == seconds[1] + seconds[2])
    #expect(try PipelineForecast(pipeline, until: "c", bench.store).seconds(after: "c") == 0)
    // A stage of a new name takes what the newest one of its kind took.
    let other = try bench.pipeline("stages:\n  n: {kind: numbers}\n  e: {kind: count}")
    #expect(try PipelineForecast(other, bench.store).seconds(after: "n") == seconds[2])
  }
}
