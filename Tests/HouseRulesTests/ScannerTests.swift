import Testing

/// The readers that the rules stand on, on the texts that fool simpler ones.
struct ScannerTests {
  func file(_ text: String, _ path: String = "Sources/Charts/Sample.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  @Test func stringsAndCommentsAreNoCode() {
    let sample = file(
      #"""
      let a = "{ not // code" + #"raw " { "# // { comment
      /* { /* nested */ { */ let b = """
        { multi "line" {
        """
      let c = "\(f("}") + "{")" ; let d = "\\"
      """#)
    #expect(sample.isReadable)
    #expect(!sample.code.joined().contains("{"))
    #expect(sample.code[0].contains("let a ="))
    #expect(sample.code[4].contains("f(") && sample.code[4].contains("let d ="))
    #expect(sample.strings[2].contains("{ multi"))
    #expect(sample.comments[0].contains("comment"))
  }

  @Test(arguments: ["func f() {", "let a = \"open\nlet b = 1", "/* open", "}"])
  func brokenTextIsNoticed(text: String) {
    #expect(!file(text).isReadable)
  }

  @Test func functionLengthCountsNestedClosures() {
    let sample = file(
      """
      struct Sample {
        func first(_ body: () -> Void = { print("{") }) {
          [1, 2].forEach { _ in
            body()
          }
        }

        var second: Int { 2 }
        let third = [1].map {
          $0
        }
        init(
          value: Int
        ) throws {
          self.init()
        }
      }
      """)
    #expect(
      sample.swiftBodies == [
        FunctionBody(name: "first", line: 2, length: 5),
        FunctionBody(name: "second", line: 8, length: 1),
        FunctionBody(name: "init", line: 12, length: 5),
      ])
  }

  @Test func requirementsHaveNoBody() {
    let sample = file(
      """
      package protocol Sample {
        func first() throws -> Int
        var second: Int { get }
        func third(
          _ value: Int
        )
          -> Int
      }

      extension Sample { func fourth() -> Int { 4 } }
      """)
    #expect(
      sample.declarations.map(\.name) == ["Sample", "first", "second", "third", "Sample", "fourth"])
    #expect(sample.declarations[1].endLine == nil)
    #expect(sample.declarations.filter(\.isRequirement).count == 3)
    #expect(sample.declarations[5].owner == "Sample")
  }

  @Test func deinitialisersHaveABody() {
    let sample = file("final class A {\n  deinit {\n    close()\n  }\n}")
    #expect(sample.isReadable)
    #expect(sample.swiftBodies == [FunctionBody(name: "deinit", line: 2, length: 3)])
  }

  @Test func modifiersAreFoundInAnyOrder() {
    let sample = file("@MainActor package private(set) static var a = 1\nfinal package class B {}")
    #expect(sample.declarations.map(\.isPackage) == [true, true])
    #expect(!sample.declarations[0].isPrivate)
  }

  @Test func functionsInCAreFoundByTheirBraces() {
    let sample = SourceFile(
      path: "Sources/CKernels/sample.c",
      text: """
        #define LOOP(n) for (int i = 0; i < n; i++) {
        static const char quote = '"', brace = '{';
        struct pair { int a; };
        void ck_first(const float *x,
                      int n) {
          if (n) { x++; }
        }
        """)
    #expect(sample.isReadable)
    #expect(sample.functionsInC == [FunctionBody(name: "ck_first", line: 4, length: 4)])
  }

  @Test func importsAreReadWithTheirModifiers() {
    let sample = file(
      "package import Artifacts\nimport struct Charts.Scale\n@preconcurrency import GRDB")
    #expect(sample.imports == ["Artifacts", "Charts", "GRDB"])
  }

  @Test func bannedPatternsCompile() {
    #expect(BannedToken.all.allSatisfy { TextPattern($0.pattern).isValid })
  }
}
