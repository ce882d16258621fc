import Multiplexer
import Testing

/// Each family of sequences in a real terminal, byte by byte.
@Suite(.onScreen) struct SplitSequencesTests {
    /// What arrives, and what the probe is to log of it.
    private static let sequences: [(bytes: String, log: String?)] = [
        ("[?62;22c", nil), ("[I", nil), ("[1;5A", nil), ("[13;5u", nil), ("[27;5;13~", nil), ("Oz", nil),
        ("]11;rgb:0/0/0\u{07}", nil), ("]10;?\u{1B}\\", nil), ("P1$r0q\u{1B}\\", nil), ("_Gi=1\u{1B}\\", nil),
        ("q", nil),
        ("[A", "key(LaneCanvas.Key.up)"), ("OB", "key(LaneCanvas.Key.down)"),
        ("Ok", "key(LaneCanvas.Key.character(\"+\"))"), ("[200~q[A\u{1B}[201~", "paste(\"q[A\")"),
    ]

    @Test(arguments: [0, 20, 60, 150])
    func `a sequence is one, however slowly it comes, where escapes are waited for`(gap: Int) async throws {
        let terminal = try Multiplexer()
        // Longer than any machine stands still between two bytes: half a minute has been seen.
        try terminal.start(Multiplexer.checkedRun(), environment: ["ESCDELAY": "600000"], rows: 60)
        try await terminal.waitForScreen("waits 0")
        var expected: [String] = []
        for (bytes, log) in Self.sequences {
            let all = [0x1B] + Array(bytes.utf8)
            if gap == 0 {
                try terminal.send(all)
            } else {
                for byte in all {
                    try terminal.send([byte])
                    try await Task.sleep(for: .milliseconds(gap))
                }
            }
            try terminal.press("x")
            expected += [log, "key(LaneCanvas.Key.character(\"x\"))"].compactMap { $0 }
        }
        try await terminal.wait(for: "what was sent, and nothing else") {
            try terminal.lines()[5..<59].filter { !$0.isEmpty } == expected
        }
    }

    @Test func `an escape alone is a key, and what comes much later is none of its`() async throws {
        let terminal = try Multiplexer()
        try terminal.start(Multiplexer.checkedRun(), environment: ["ESCDELAY": "0"])
        try await terminal.waitForScreen("waits 0")
        try terminal.send([0x1B])
        try await terminal.waitForScreen("key(LaneCanvas.Key.escape)")
        try await Task.sleep(for: .milliseconds(300))
        try terminal.press("[", "]")
        try await terminal.waitForScreen("key(LaneCanvas.Key.character(\"[\"))")
    }
}
