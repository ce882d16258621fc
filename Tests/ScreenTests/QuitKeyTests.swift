import Foundation
import Multiplexer
import Testing

/// Ctrl-\ where there is no screen: an end like any other.
@Suite(.onScreen) struct QuitKeyTests {
    private func start(_ arguments: String, before: String = ":") throws -> Screen {
        // With the crash reporter that a terminal gets by itself.
        try Screen(
            arguments, before: "ulimit -c 0; mkdir tmp; \(before)",
            environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=yes", "TMPDIR": "tmp"])
    }

    @Test func `a plain run ends without a crash report`() async throws {
        let screen = try start("run lock --plain --speed 0.01")
        try await screen.terminal.waitForScreen("Obtained lock")
        try screen.terminal.press("C-\\")
        #expect(try await screen.terminal.complaints(status: 131) == [])
        #expect(try !screen.terminal.screen().contains("Backtrace"))
    }

    @Test func `an export ends without a crash report, and leaves no file`() async throws {
        // A trace that never goes on.
        let screen = try start(
            "export pipe -f csv -o a.csv",
            before:
                #"mkfifo pipe; (echo '{"format":"threadlanes-trace","version":1}'; echo yes >begun; exec sleep 60) >pipe &"#
        )
        _ = try await screen.terminal.waitForFile("begun")
        try screen.terminal.press("C-\\")
        #expect(try await screen.terminal.complaints(status: 131) == [])
        #expect(try !screen.terminal.screen().contains("Backtrace"))
        #expect(screen.terminal.file("a.csv") == nil)
    }

    @Test func `a video that is being made ends with all that makes it`() async throws {
        // An ffmpeg that takes for ever, in a process of its own.
        let screen = try start(
            "record lock --to 1 --size 40x10 -o a.mp4",
            before: """
                mkdir bin
                printf '#!/bin/sh\\nsleep 7654 & echo $! >child; wait\\n' >bin/ffmpeg; chmod +x bin/ffmpeg
                PATH="$PWD/bin:$PATH"
                """)
        let child = try #require(
            pid_t(try await screen.terminal.waitForFile("child").trimmingCharacters(in: .newlines)))
        try screen.terminal.press("C-\\")
        #expect(try await screen.terminal.complaints(status: 131) == [])
        try await screen.terminal.wait(for: "the end of \(child)") {
            // Or a zombie that nobody has asked for yet.
            let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
            return status == nil || status?.contains(") Z") == true
        }
        let left = try FileManager.default.contentsOfDirectory(
            atPath: screen.terminal.folder.appending(path: "tmp").path)
        #expect(left == [])
        #expect(screen.terminal.file("a.mp4") == nil)
    }
}
