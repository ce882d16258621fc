import Multiplexer
import Testing

/// What is wrong with a run, on the screen.
@Suite(.onScreen) struct FindingsTests {
    @Test func `a run that ends well tells what it lost, and leads to the moment`() async throws {
        let screen = try Screen("run shared-state --speed max")
        let terminal = screen.terminal
        try await terminal.waitForScreen("finished, 4 data races, 2 updates lost: ! shows them")
        try terminal.press("!")
        try await terminal.waitForScreen("─ findings ─")
        #expect(
            try terminal.screen().contains(
                "worker-3 writes counter at SharedState.swift:21 while worker-1 may"))
        try terminal.press("G")
        try terminal.press("Up")
        try await terminal.waitForScreen("worker-1 reads counter at SharedState.swift:21 and overwrites it")
        try terminal.press("Enter")
        try await terminal.waitForScreen("an update is lost: it had read 1")
        #expect(try terminal.lines().contains { $0.hasPrefix("▸ worker-1") })
        #expect(try terminal.screen().contains("step 64 of 76"))
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `what could go wrong is told although nothing has`() async throws {
        let screen = try Screen("run double-checked-fixed --speed max")
        let terminal = screen.terminal
        try await terminal.waitForScreen("finished, 1 data race: ! shows it")
        try terminal.press("!")
        try await terminal.waitForScreen(
            "Alice writes ready at ValueBeforeFlag.swift:25 while Bob may read it")
        try terminal.press("q")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `what is checked is told in lines as wide as the terminal`() async throws {
        let screen = try Screen(
            "check t.jsonl",
            before: "\"$PROGRAM\" run shared-state --plain --speed max --trace t.jsonl > log 2>&1",
            columns: 60)
        let terminal = screen.terminal
        try await terminal.waitForScreen("written meanwhile at SharedState.swift:21 is lost.")
        #expect(
            try terminal.lines().contains("overwrites it at SharedState.swift:21: what worker-2 has"))
    }

    @Test func `where nothing is wrong it says so`() async throws {
        let screen = try Screen("run lock --speed max")
        let terminal = screen.terminal
        try await terminal.waitForScreen("■ finished")
        try terminal.press("!")
        try await terminal.waitForScreen("Nothing was found.")
        try terminal.press("q")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }
}
