import Foundation
import Multiplexer
import Testing

/// The real program in a real terminal multiplexer: keys in, screen text out.
@Suite(.onScreen) struct LiveLanesTests {
    @Test("Lanes grow while the run goes on")
    func live() async throws {
        let screen = try Screen("run lock --seed 7 --speed 2 --paused")
        try await screen.terminal.waitForScreen("step 0")
        #expect(try screen.lane("MainThread").contains("░") == false)
        try screen.terminal.press("Space")
        try await screen.terminal.wait(for: "the main thread's lane to grow") {
            try screen.lane("MainThread").filter { $0 == "░" }.count > 10
        }
        try await screen.terminal.waitForScreen("■ finished")
        let lanes = try (0..<5).map { try screen.lane("worker-\($0)") }
        // Each held the lock for a second, in which it read and slept.
        #expect(lanes.allSatisfy { $0.contains("····") && $0.contains("■") && $0.contains("done") })
    }

    @Test("Step by step, the lock moves from lane to lane")
    func lockMoves() async throws {
        let screen = try Screen("run lock --seed 7 --paused")
        try await screen.terminal.waitForScreen("step 0")
        var holders: [String] = []
        for step in 1...80 {
            try screen.terminal.press(".")
            try await screen.terminal.wait(for: "step \(step)") { try screen.steps() == step }
            let holding = try (0..<5).map { "worker-\($0)" }.filter {
                try screen.lane($0).contains("holds shared.lock")
            }
            #expect(holding.count <= 1)
            if let holder = holding.first, holder != holders.last { holders.append(holder) }
        }
        #expect(holders == ["worker-2", "worker-0", "worker-1", "worker-4"])
    }

    @Test("A pause freezes the screen, a step advances it by exactly one, and it goes on")
    func pauseAndStep() async throws {
        let screen = try Screen("run lock --seed 7")
        try await screen.terminal.waitForScreen("worker-4")
        try await screen.pause()
        let paused = try await screen.settled()
        #expect(try screen.terminal.screen() == paused)
        let steps = try #require(try screen.steps())
        for taken in 1...12 {
            try screen.terminal.press(".")
            try await screen.terminal.waitForScreen("step \(steps + taken)")
            _ = try await screen.settled()
            #expect(try screen.steps() == steps + taken)
        }
        try screen.terminal.press("Space")
        try await screen.terminal.wait(for: "the run to go on") {
            try screen.steps().map { $0 > steps + 20 } ?? false
        }
    }

    @Test("A run that begins paused takes its first step when asked to")
    func beginsPaused() async throws {
        let screen = try Screen("run barrier --seed 1 --paused")
        try await screen.terminal.waitForScreen("step 0")
        try screen.terminal.press(".")
        try await screen.terminal.waitForScreen("step 1")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test("A paused screen uses no processor time")
    func idle() async throws {
        let screen = try Screen("run lock")
        try await screen.terminal.waitForScreen("worker-4")
        try await screen.pause()
        _ = try await screen.settled()
        let process = try await screen.terminal.processID()
        let before = try ticks(of: process)
        usleep(1_000_000)
        #expect(try ticks(of: process) == before)
    }

    @Test("Every window has its screen, down to a message in one that is too small")
    func resize() async throws {
        let screen = try Screen("run lock --paused")
        try await screen.terminal.waitForScreen("step 0")
        for (columns, rows) in [(40, 10), (200, 60), (80, 24), (41, 11), (120, 40)] {
            try screen.terminal.resize(columns: columns, rows: rows)
            try await screen.terminal.wait(for: "a screen of \(columns)x\(rows)") {
                let lines = try screen.terminal.lines()
                return lines.count >= rows && lines[rows - 1].contains("quit") && lines[0].contains("lock")
                    && lines.allSatisfy { $0.count <= columns }
            }
        }
        try screen.terminal.resize(columns: 39, rows: 9)
        try await screen.terminal.waitForScreen("window too small: 39x9, needs 40x10")
        try screen.terminal.resize(columns: 28, rows: 8)
        try await screen.terminal.waitForScreen("28x8, needs 40x10")
        try screen.terminal.resize(columns: 14, rows: 6)
        try await screen.terminal.waitForScreen("needs 40x10")
        try screen.terminal.resize(columns: 80, rows: 24)
        try await screen.terminal.waitForScreen("MainThread")
    }

    @Test("Running again starts from nothing; speed and theme change at once; help explains the keys")
    func keys() async throws {
        let screen = try Screen("run thread-pool --seed 3 --speed max")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press(".")
        try await screen.terminal.waitForScreen("the run is over: R runs it again")
        try screen.terminal.press("?")
        try await screen.terminal.waitForScreen("Pause, or go on; in the past")
        try screen.terminal.press("Escape")
        // Esc and a letter that come together are Alt and the letter.
        try await screen.terminal.wait(for: "the end of help") {
            try !screen.terminal.screen().contains("Pause, or go on; in the past")
        }
        let dark = try screen.terminal.styledScreen()
        try screen.terminal.press("t")
        try await screen.terminal.wait(for: "another theme") { try screen.terminal.styledScreen() != dark }
        try screen.terminal.press("<")
        try screen.terminal.press("R")
        try await screen.terminal.waitForScreen("■ finished")
    }

    /// Hundredths of a second of processor time that a process has used.
    private func ticks(of process: pid_t) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }
}
