import Multiplexer
import Testing

/// Choosing who goes next, and other ways from a moment of the past, on the screen.
@Suite(.onScreen) struct SteeringTests {
    /// Each letter or digit, and what is on the screen then.
    private func press(_ keys: [(key: String, seen: String)], in terminal: Multiplexer) async throws {
        for (key, seen) in keys {
            try terminal.press(key)
            try await terminal.waitForScreen(seen)
        }
    }

    @Test func `two threads are made to wait for each other, and from the past they are not`() async throws {
        let screen = try Screen("run deadlock --schedule manual")
        let terminal = screen.terminal
        try await terminal.waitForScreen("you choose")
        try await press(
            [
                (".", "step 1 "), (".", "step 2 "), (".", "step 3 "), ("3", "step 4 "), ("2", "step 5 "),
                ("2", "step 6 "), ("3", "step 7 "), ("3", "step 8 "), ("2", "step 9 "), ("2", "step 10 "),
                ("3", "deadlocked"), (",", "step 10 of 11"), (",", "step 9 of 11"), (",", "step 8 of 11"),
                (",", "step 7 of 11"),
            ], in: terminal)
        try await terminal.waitForScreen("→ acquire a")
        // Who went on there was Bob.
        try terminal.press("2")
        try await terminal.waitForScreen("⑂ step 7")
        try await terminal.waitForScreen("Alice acquired a")
        #expect(try terminal.lines().contains { $0.hasPrefix("▸2Alice") })
        // What can still come of it, and the good end of that.
        try terminal.press("e")
        try await terminal.waitForScreen("from here: 10 of 20 ways go wrong")
        try await terminal.waitForScreen("─ from step 8 ─")
        #expect(try terminal.lines().contains { $0.contains("2Alice") && $0.contains("!") })
        try terminal.press("Down")
        try terminal.press("Enter")
        try await terminal.waitForScreen("■ finished")
        try terminal.press("b")
        try await terminal.waitForScreen("after step 85  ■ finished")
        #expect(try terminal.screen().contains("from the start  ✖ deadlocked"))
        #expect(try terminal.screen().contains("run deadlock --schedule 'free 1x3 "))
        try terminal.press("y")
        try await terminal.waitForScreen("copied, and told when you quit")
        try terminal.press("u")
        try await terminal.waitForScreen("you choose")
        try terminal.press("u")
        try await terminal.waitForScreen("step 7 of 11")
        try terminal.press("q")
        try await terminal.waitForScreen("copied: threadlanes run deadlock --schedule 'free 1x3 ")
        #expect(try await terminal.complaints(status: 1) == [])
    }

    @Test func `where it could no longer be helped is found, and led to`() async throws {
        let screen = try Screen("run deadlock --schedule \"free 1x3 3 2x2 3x3 2x2\"")
        let terminal = screen.terminal
        try await terminal.waitForScreen("✖ deadlocked")
        try terminal.press("e")
        try await terminal.waitForScreen("point of no return: step 10, Alice acquired a")
        try terminal.press("Down")
        try terminal.press("Enter")
        try await terminal.waitForScreen("step 9 of 11")
        try await terminal.waitForScreen("10 of 20 ways go wrong")
        try terminal.press("e")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 1) == [])
    }

    @Test func `a parallel run is begun anew to be steered, where that is wanted`() async throws {
        let screen = try Screen("run lock --schedule parallel --paused")
        let terminal = screen.terminal
        try await terminal.waitForScreen("parallel")
        try terminal.press("m")
        try await terminal.waitForScreen("the system chooses in this run:")
        try terminal.press("Escape")
        try await terminal.waitForScreen("? help")
        try terminal.press("m")
        try await terminal.waitForScreen("the system chooses in this run:")
        try terminal.press("m")
        try await terminal.waitForScreen("you choose")
        try await terminal.waitForScreen("→ begin")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `a seeded run is steered from the moment that is shown`() async throws {
        let screen = try Screen("run lock --seed 7 --paused")
        let terminal = screen.terminal
        try await terminal.waitForScreen("seed 7")
        for step in 1...20 {
            try terminal.press(".")
            try await terminal.waitForScreen("step \(step)")
        }
        try await press([(",", "step 19 of 20"), (",", "step 18 of 20"), ("m", "⑂ step 18")], in: terminal)
        try await terminal.waitForScreen("you choose")
        try terminal.press("u")
        try await terminal.waitForScreen("step 18 of 20")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }
}
