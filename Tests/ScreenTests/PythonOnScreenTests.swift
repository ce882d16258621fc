import Foundation
import Multiplexer
import Testing

/// A Python program in lanes: watched, paused, stepped, gone back in, and led another way.
@Suite(.onScreen) struct PythonOnScreenTests {
    private static let notebook = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".github/threading.ipynb").path

    @Test func `the notebook's cell on a lock is stepped, and branched from its past`() async throws {
        let screen = try Screen("run \(Self.notebook) --cell 13 --seed 4 --paused")
        let terminal = screen.terminal
        try await terminal.waitForScreen("❚❚")
        for step in 1...12 {
            try terminal.press(".")
            try await terminal.waitForScreen("step \(step) ")
        }
        try terminal.press(",")
        try await terminal.waitForScreen("step 11 of 12")
        try terminal.press("m")
        try await terminal.waitForScreen("you choose")
        try await terminal.waitForScreen("⑂ step 11")
        try terminal.press(".")
        try await terminal.waitForScreen("step 12 ")
        try terminal.press("m")
        try await terminal.waitForScreen("Shared.lock")
        try await terminal.waitForScreen("finished")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }

    @Test func `who holds the others up is told, and the screen can be left`() async throws {
        try FileManager.default.createDirectory(atPath: "/tmp", withIntermediateDirectories: true)
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).py")
        try """
        import threading
        def spin():
            while True: pass
        threading.Thread(target=spin, daemon=True).start()
        with threading.Lock(): print("here")
        while True: pass
        """.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let screen = try Screen("run \(file.path) --seed 1")
        let terminal = screen.terminal
        try await terminal.waitForScreen("has not come to an operation for 2 s")
        try terminal.press("q")
        #expect(try await terminal.complaints(status: 0) == [])
    }
}
