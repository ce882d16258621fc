import Foundation
import Multiplexer
import Testing

/// The scenario browser in a real terminal.
@Suite(.onScreen) struct BrowserTests {
    @Test("The browser runs what is chosen, and one comes back to it")
    func choose() async throws {
        let screen = try Screen("--speed max --seed 1")
        try await screen.terminal.waitForScreen("thread-class")
        try screen.terminal.press("Down", "Down", "Enter")
        try await screen.terminal.waitForScreen("threadlanes ▸ thread-count")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("Escape")
        try await screen.terminal.waitForScreen("50 scenarios")
        try await screen.terminal.waitForScreen("▸  thread-count")
        try screen.terminal.press("C-x")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test("What was selected last is selected the next time")
    func remember() async throws {
        let terminal = try Multiplexer()
        try terminal.start("threadlanes", script: "\"$PROGRAM\"; clear; echo again; read key; \"$PROGRAM\"")
        try await terminal.waitForScreen("▸  logging")
        try terminal.press("b", "a", "r", "r", "Escape")
        // Both at once would be Alt-q.
        try await Task.sleep(for: .milliseconds(300))
        try terminal.press("C-x")
        try await terminal.waitForScreen("again")
        try terminal.press("Enter")
        try await terminal.waitForScreen("▸  barrier")
    }

    @Test("Who has never been here is told five keys, once, and shown a scenario with a picture")
    func welcome() async throws {
        let terminal = try Multiplexer()
        try terminal.start(
            "threadlanes",
            script: "rm threadlanes/browser.json; \"$PROGRAM\"; clear; echo again; read key; \"$PROGRAM\"")
        try await terminal.waitForScreen("five keys to begin with")
        #expect(try terminal.screen().contains("▸  lock"))
        try terminal.press("Enter")
        try await terminal.wait(for: "the browser without the card") {
            try !terminal.screen().contains("five keys")
        }
        #expect(try terminal.screen().contains("type to search"))
        try terminal.press("C-x")
        try await terminal.waitForScreen("again")
        try terminal.press("Enter")
        try await terminal.waitForScreen("▸  lock")
        #expect(try !terminal.screen().contains("five keys"))
    }

    @Test("Words that begin with what elsewhere is a key are searched for")
    func typing() async throws {
        let screen = try Screen("")
        try await screen.terminal.waitForScreen("50 scenarios")
        try screen.terminal.type("queue")
        try await screen.terminal.waitForScreen("▸  queue")
        try screen.terminal.press("Escape")
        try await screen.terminal.waitForScreen("type to search")
        try screen.terminal.type("timer")
        try await screen.terminal.waitForScreen("▸  timer")
        try screen.terminal.press("F10")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test("A scenario runs under the schedule that it is best seen with, and again, unless another is named")
    func bestSchedule() async throws {
        for (arguments, words) in [
            ("", "seed 12"), ("--schedule parallel", "parallel"), ("--seed 3", "seed 3"),
        ] {
            let screen = try Screen("run shared-state --speed max \(arguments)")
            try await screen.terminal.waitForScreen("■ finished")
            #expect(try screen.terminal.lines()[0].contains(words))
            try screen.terminal.press("R")
            // Of a parallel run the next one is another.
            if words == "parallel" {
                try await screen.terminal.waitForScreen("new run")
                try screen.terminal.press("R")
            }
            try await screen.terminal.waitForScreen("■ finished")
            #expect(try screen.terminal.lines()[0].contains(words))
            try screen.terminal.press("q")
            #expect(try await screen.terminal.complaints(status: 0) == [])
        }
    }

    /// Processor time of a process, those of its threads included that have ended, in hundredths of a second.
    private func ticks(of process: pid_t) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        // The name, in brackets, may hold anything.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
    }

    @Test("When the preview has ended the browser takes no time", arguments: ["enumerate", "gil"])
    func idle(scenario: String) async throws {
        let screen = try Screen("", columns: 120, rows: 36)
        try await screen.terminal.waitForScreen("50 scenarios")
        try screen.terminal.type(scenario)
        try screen.terminal.press("Escape")
        let process = try await screen.terminal.processID()
        var last = try ticks(of: process)
        // Three seconds are longer than the rest between two runs, in each of which something is drawn.
        try await screen.terminal.wait(for: "three seconds without any work") {
            try await Task.sleep(for: .seconds(3))
            defer { last = (try? ticks(of: process)) ?? 0 }
            return try ticks(of: process) - last <= 1
        }
        // The screen's, and the one that reads what is printed.
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").count == 2)
        #expect(try screen.terminal.screen().contains("finished"))
        // A key is a reason to show it again.
        try screen.terminal.press("C-t")
        try await screen.terminal.wait(for: "another run") { try ticks(of: process) - last > 1 }
        try screen.terminal.press("C-x")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test("A home that is not there is not made to remember a choice")
    func noHome() async throws {
        let screen = try Screen("", before: "unset XDG_STATE_HOME; export HOME=$PWD/nobody")
        try await screen.terminal.waitForScreen("five keys")
        try screen.terminal.press("Down", "C-x")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        #expect(!FileManager.default.fileExists(atPath: screen.terminal.folder.path + "/nobody"))
    }

    @Test("The selected scenario runs beside the list; moving on, none of its threads stays")
    func preview() async throws {
        let screen = try Screen("", columns: 120, rows: 36)
        try await screen.terminal.waitForScreen("50 scenarios")
        let process = try await screen.terminal.processID()
        func threads() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").count
        }
        // The screen's, and the one that reads what is printed.
        let own = 2
        try await screen.terminal.wait(for: "the end of the first preview's threads") { try threads() == own }
        for _ in 0..<3 {
            try screen.terminal.press("l", "o", "c", "k", "Escape")
            try await screen.terminal.waitForScreen("worker-4 ")
            try await screen.terminal.wait(for: "the preview's threads") {
                if try threads() > own { return true }
                // It rests after some runs, until a key is pressed.
                try screen.terminal.press("C-t")
                return false
            }
            try screen.terminal.press("Home")
            try await screen.terminal.wait(for: "the end of the preview's threads") { try threads() == own }
        }
        try screen.terminal.press("End", "Up", "Up", "Up", "Up", "Down", "Down", "Down", "Home", "Down")
        try await screen.terminal.waitForScreen("Hello")
        try await screen.terminal.wait(for: "the end of the preview's threads") { try threads() == own }
        try screen.terminal.press("C-x")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }
}
