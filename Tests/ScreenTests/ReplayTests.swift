import Foundation
import Multiplexer
import Testing

/// Traces on a real screen: saved, replayed, and watched while they grow.
@Suite(.onScreen) struct ReplayTests {
    private static let save =
        #""$PROGRAM" run lock --seed 7 --speed max --plain --trace t.trace.jsonl >/dev/null"#

    /// The lanes and the panels beneath them, without header and key bar, which tell of the run and of what keys do, and without the
    /// code, which stands where it came to stand.
    private func body(_ screen: Screen) async throws -> [Substring] {
        try await screen.settled().split(separator: "\n").dropFirst().dropLast().map { line in
            line.prefix { $0 != "┬" && $0 != "│" && $0 != "┴" }
        }
    }

    @Test func `a replay ends as the run did, with all that there was to see`() async throws {
        let live = try Screen("run lock --seed 7 --speed max")
        try await live.terminal.waitForScreen("■ finished")
        let replay = try Screen("replay t.trace.jsonl --speed max", before: Self.save)
        try await replay.terminal.waitForScreen("■ finished")
        #expect(try await body(replay) == body(live))
        #expect(try replay.terminal.lines().first?.contains("replay") == true)
        try replay.terminal.press("q")
        #expect(try await replay.terminal.complaints(status: 0) == [])
    }

    @Test func `it plays, stands still, goes a step on and back, and to either end`() async throws {
        let screen = try Screen("replay t.trace.jsonl --paused", before: Self.save)
        try await screen.terminal.waitForScreen("❚❚")
        try await screen.terminal.waitForScreen("0.00 s of 5.05 s")
        try screen.terminal.press("Space")
        // The lanes are there from the beginning, dim.
        try await screen.terminal.wait(for: "steps that are played") { try screen.steps() ?? 0 > 3 }
        try await screen.pause()
        let step = try #require(try screen.steps())
        try screen.terminal.press(".")
        try await screen.terminal.wait(for: "a step on") { try screen.steps() == step + 1 }
        try screen.terminal.press(",", ",")
        try await screen.terminal.wait(for: "two steps back") { try screen.steps() == step - 1 }
        try screen.terminal.press("End")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("Home")
        try await screen.terminal.waitForScreen("0.00 s of 5.05 s")
    }

    @Test func `details and code are those of the moment`() async throws {
        let screen = try Screen("replay t.trace.jsonl --paused", before: Self.save)
        try await screen.terminal.waitForScreen("0.00 s of 5.05 s")
        for _ in 0..<45 { try screen.terminal.press(".") }
        try await screen.terminal.wait(for: "45 steps") { try screen.steps() == 45 }
        try await screen.terminal.waitForScreen("code: SynchronizedAccess.swift")
        // Of worker-2, which has the lock.
        try screen.terminal.press("g", "Down", "Down", "Down", "Enter")
        try await screen.terminal.waitForScreen("release shared.lock")
    }

    @Test func `a trace can be watched while it is written, with keys from the terminal`() async throws {
        let screen = try Screen(
            script: #"sh -c 'echo $$ >pid; "$PROGRAM" run lock --seed 7 --trace - | "$PROGRAM" replay -'"#)
        try await screen.terminal.waitForScreen("replay")
        try await screen.terminal.wait(for: "lanes") { try screen.lane("worker-0").contains("··") }
        let before = try screen.lane("MainThread").filter { $0 == "░" }.count
        try await screen.terminal.wait(for: "lanes that grow") {
            try screen.lane("MainThread").filter { $0 == "░" }.count > before
        }
        try await screen.pause()
        try await screen.terminal.waitForScreen(" of ")
        try screen.terminal.press("End")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test func `a damaged trace is shown up to the damage, and is an exit status`() async throws {
        let screen = try Screen(
            "replay bad --speed max", before: Self.save + "; sed '60s/.*/[1,/' t.trace.jsonl >bad")
        try await screen.terminal.waitForScreen("bad:60:")
        #expect(try screen.lane("worker-2").contains("shared.lock"))
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 64) == [])
    }

    @Test func `s saves all of a run, whenever it is pressed`() async throws {
        let screen = try Screen("run lock --seed 7 --speed 4")
        try await screen.terminal.wait(for: "a lock that is held") {
            try screen.lane("worker-0").contains("··")
        }
        try screen.terminal.press("s")
        try await screen.terminal.waitForScreen("saving the trace as lock-")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        let saved = try #require(
            try FileManager.default.contentsOfDirectory(atPath: screen.terminal.folder.path)
                .first { $0.hasSuffix(".trace.jsonl") })
        let other = try Screen("list", before: Self.save)
        _ = try await other.terminal.waitForFile("done")
        #expect(screen.terminal.file(saved) == other.terminal.file("t.trace.jsonl"))
    }
}
