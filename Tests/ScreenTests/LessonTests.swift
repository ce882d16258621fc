import Multiplexer
import Testing

/// Lessons on the screen.
@Suite(.onScreen) struct LessonTests {
    @Test func `pages are read, questions answered, and where it was left it goes on`() async throws {
        let screen = try Screen(script: "sh -c '\"$PROGRAM\" lesson; \"$PROGRAM\" lesson first-lesson'")
        let terminal = screen.terminal
        try await terminal.waitForScreen("1 of 12")
        try await terminal.waitForScreen("Every program begins with one thread")
        try await terminal.waitForScreen("step 1")
        // The lanes are as they always are.
        try terminal.press(".")
        try await terminal.waitForScreen("Main creating thread")
        try terminal.press("Enter")
        try await terminal.waitForScreen("When does MainThread go on?")
        try await terminal.waitForScreen("MainThread waits here")
        try terminal.press("?")
        try await terminal.waitForScreen("On to the next page")
        try terminal.press("?")
        try await terminal.waitForScreen("When does MainThread go on?")
        try terminal.press("Enter")
        try await terminal.waitForScreen("answer first")
        try terminal.press("a")
        try await terminal.waitForScreen("Not so: press . until Thread-1 has begun")
        try terminal.press("b")
        try await terminal.waitForScreen("Right: join returns")
        try terminal.press("Enter")
        try await terminal.waitForScreen("3 of 12")
        try terminal.press("q")
        // The second time.
        try await terminal.waitForScreen("3 of 12")
        try terminal.press("PageUp")
        try await terminal.waitForScreen("2 of 12")
        try await terminal.waitForScreen("Right: join returns")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `a dare is met by hand, and told on the page and over the lanes`() async throws {
        let screen = try Screen("lesson", columns: 120, rows: 40)
        let terminal = screen.terminal
        try await terminal.waitForScreen("1 of 12")
        for page in 2...11 {
            try terminal.press("PageDown")
            try await terminal.waitForScreen("\(page) of 12")
        }
        try await terminal.waitForScreen("dare: make Alice and Bob wait for each other")
        try await terminal.waitForScreen("fewest possible: 11 steps")
        for (step, key) in ["1", "1", "1", "3", "2", "2", "3", "3", "2", "2", "3"].enumerated() {
            try terminal.press(key)
            try await terminal.waitForScreen("step \(step + 1)")
        }
        try await terminal.waitForScreen("✖ deadlocked")
        try await terminal.waitForScreen("dare met in 11 steps; no way has fewer")
        try terminal.press("Enter")
        try await terminal.waitForScreen("12 of 12")
        try terminal.press("PageDown")
        try await terminal.waitForScreen("What you have learned")
        try await terminal.waitForScreen("1 of 2 dares met")
        try terminal.press("Enter")
        // However a page's run has ended.
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `the browser lists it first, and Esc comes back`() async throws {
        let screen = try Screen("", columns: 100, rows: 30)
        let terminal = screen.terminal
        try await terminal.waitForScreen("threadlanes")
        try terminal.press("Home")
        try await terminal.waitForScreen("Lessons")
        try await terminal.waitForScreen("12 pages")
        try terminal.press("Enter")
        try await terminal.waitForScreen("1 of 12")
        try terminal.press("PageDown")
        try await terminal.waitForScreen("2 of 12")
        try terminal.press("Escape")
        try await terminal.waitForScreen("type to search")
        // The lesson knows where it was left.
        try terminal.press("Enter")
        try await terminal.waitForScreen("2 of 12")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `low windows turn from the text to the lanes`() async throws {
        let screen = try Screen("lesson", columns: 40, rows: 10)
        let terminal = screen.terminal
        try await terminal.waitForScreen("Every program begins")
        for _ in 0..<3 { try terminal.press("Down") }
        try await terminal.waitForScreen("Press . for one step")
        try terminal.press("i")
        try await terminal.waitForScreen("MainThread runs")
        try await terminal.waitForScreen("i text")
        try terminal.press("i")
        try await terminal.waitForScreen("Press . for one step")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `a dare of a run is told below the header`() async throws {
        let screen = try Screen("run lost-update --schedule manual")
        let terminal = screen.terminal
        try await terminal.waitForScreen("dare: lose an update")
        try await terminal.waitForScreen("fewest possible: 11 steps")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }
}
