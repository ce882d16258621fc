import Testing

/// Traces of other programs, as screencasts and tables.
@Suite struct ForeignTraceTests {
    private func shown(_ lines: String) async throws -> Finished {
        try await shell(
            """
            cat >t.trace.jsonl <<'END'
            {"format":"threadlanes-trace","version":1}
            \(lines)
            END
            "$threadlanes" record t.trace.jsonl -o t.txt 2>errors || cat errors >&2; cat t.txt
            """)
    }

    @Test func `a listing is enough for the code panel`() async throws {
        let run = try await shown(
            #"""
            {"thread":1,"name":"alice"}
            {"listing":"two.c","text":"int main() {\n    lock(&door);\n}\n"}
            {"source":1,"file":"two.c","line":2}
            [1000000,1,"begin",0,null,1]
            """#)
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("lock(&door);"))
    }

    @Test func `time that goes on without an event is time of the screencast too`() async throws {
        let run = try await shown(
            """
            {"thread":1,"name":"alice"}
            [1000000000,1,"begin"]
            {"time":5000000000}
            """)
        #expect(run.lines.first?.contains("5.00 s") == true)
    }

    @Test func `a trace of years is recorded for ten minutes, which is told`() async throws {
        let run = try await shell(
            #"""
            printf '%s\n' '{"format":"threadlanes-trace","version":1}' '{"thread":1}' '[0,1,"begin"]' \
                '[9223372036854775807,1,"finish"]' >t.trace.jsonl
            "$threadlanes" record t.trace.jsonl --fps 1 -o t.txt && head -1 t.txt
            """#)
        #expect(run.lines.first?.contains("10:00.00 s") == true)
        #expect(
            run.errors.contains(
                "the run goes on after 600 s, and is recorded up to there: --to says otherwise"))
    }
}
