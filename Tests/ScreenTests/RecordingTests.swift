import Foundation
import Multiplexer
import Testing

/// Live sessions recorded, and played by the real asciinema.
@Suite(.onScreen) struct RecordingTests {
    /// A terminal whose programs name colours as they are: xterm's, but for what a terminal database of the base system has.
    private static let trueColor = """
        cat >true.ti <<'END'
        xterm-true|xterm with direct colours,
        \tccc@, initc@, oc@, colors#0x1000000, pairs#0x7FFF, RGB,
        \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
        \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
        \tuse=xterm-256color,
        END
        tic -x -o terminfo true.ti
        export TERM=xterm-true TERMINFO="$PWD/terminfo"
        """

    /// What asciinema leaves on a screen.
    private func played(
        _ cast: String, _ command: String, from screen: Screen, columns: Int = 100, rows: Int = 30
    )
        throws -> Multiplexer
    {
        let player = try Multiplexer()
        let file = screen.terminal.folder.appending(path: cast).path
        try player.start(
            "threadlanes", script: "asciinema \(command) '\(file)'; stty -echo; sleep 600", columns: columns,
            rows: rows)
        return player
    }

    @Test(arguments: ["cat", "play -s 100"])
    func `a recorded session ends as the screen did, cell for cell`(command: String) async throws {
        let screen = try Screen(
            "run lock --seed 7 --speed 4 --paused --record a.cast", before: Self.trueColor)
        try await screen.terminal.waitForScreen("● REC")
        try screen.terminal.press(".", ".", "Down", "Enter")
        try await screen.terminal.wait(for: "two steps") { try screen.steps() == 2 }
        try screen.terminal.press("Enter", "Space")
        try await screen.terminal.waitForScreen("■ finished")
        _ = try await screen.settled(ignoringHeader: true)
        let live = try screen.terminal.cells().withoutLength
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        let player = try played("a.cast", command, from: screen)
        try await player.waitForScreen("■ finished")
        var differences: [String] = []
        try? await player.wait(for: "the same cells") {
            differences = Multiplexer.differences(try player.cells().withoutLength, from: live)
            return differences.isEmpty
        }
        #expect(differences == [])
        #expect(live.flatMap { $0 }.contains { $0.look.contains("fg[2, ") })
    }

    @Test func `r starts a recording and stops it, and tells how to play it`() async throws {
        let screen = try Screen("run lock --seed 7 --speed 2")
        try await screen.terminal.waitForScreen("MainThread")
        try screen.terminal.press("r")
        try await screen.terminal.waitForScreen("● REC 0:0")
        try screen.terminal.press("r")
        try await screen.terminal.waitForScreen(": asciinema play lock-")
        #expect(try !screen.terminal.screen().contains("REC"))
        try screen.terminal.press("r", "r", "q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        let casts = try FileManager.default.contentsOfDirectory(atPath: screen.terminal.folder.path)
            .filter { $0.hasSuffix(".cast") }
        #expect(casts.count == 2)
        for cast in casts {
            #expect(screen.terminal.file(cast)?.hasPrefix(#"{"version":2,"width":100,"height":30,"#) == true)
        }
        #expect(try screen.terminal.screen().contains("threadlanes: recorded lock-"))
    }

    @Test func `resizes are part of a recording`() async throws {
        let screen = try Screen("run lock --seed 7 --record a.cast")
        try await screen.terminal.waitForScreen("REC")
        try screen.terminal.resize(columns: 80, rows: 20)
        try await screen.terminal.wait(for: "a smaller screen") {
            screen.terminal.file("a.cast")?.contains(#""r","80x20"]"#) == true
        }
        // As the settings are to be when it is over.
        try screen.terminal.resize(columns: 100, rows: 30)
        try await screen.terminal.wait(for: "the first size") {
            screen.terminal.file("a.cast")?.contains(#""r","100x30"]"#) == true
        }
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
    }

    @Test func `a killed program leaves a recording that can be played`() async throws {
        let screen = try Screen("run lock --seed 7 --record a.cast")
        // Long enough after the lane appeared for that to be in the file.
        try await screen.terminal.wait(for: "a lane that waits") {
            try screen.lane("worker-4").contains("░░░░░")
        }
        kill(try await screen.terminal.processID(), SIGKILL)
        let player = try played("a.cast", "cat", from: screen)
        try await player.waitForScreen("worker-4")
        try await player.waitForScreen("REC 0:0")
    }

    @Test(arguments: ["cast", "svg"])
    func `a killed program leaves the recording that was there before`(ending: String) async throws {
        let screen = try Screen("run lock --seed 7 --record a.\(ending)", before: "echo old >a.\(ending)")
        try await screen.terminal.wait(for: "a lane that waits") {
            try screen.lane("worker-4").contains("░░░░░")
        }
        kill(try await screen.terminal.processID(), SIGKILL)
        _ = try await screen.terminal.waitForFile("done")
        #expect(screen.terminal.file("a.\(ending)") == "old\n")
        guard ending == "cast" else { return }
        let player = try played("a.cast.part", "cat", from: screen)
        try await player.waitForScreen("worker-4")
    }

    @Test func `an animated picture of a session is made when it is over`() async throws {
        let screen = try Screen("run lock --seed 7 --speed max --record a.svg")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 0) == [])
        #expect(screen.terminal.file("a.svg")?.hasSuffix("</svg>\n") == true)
    }

    @Test func `a recording that has no room leaves what was there, and tells where its beginning is`()
        async throws
    {
        let screen = try Screen("run lock --seed 7 --record a.cast", before: "echo old >a.cast; ulimit -f 8")
        try await screen.terminal.waitForScreen("Its beginning is in")
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 1) == [])
        #expect(screen.terminal.file("a.cast") == "old\n")
        let path = screen.terminal.folder.appending(path: "a.cast.part").path
        // The last character may be cut.
        let beginning = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(beginning.hasPrefix(#"{"version":2,"#))
    }

    @Test func `a full disk ends the recording, not the run, and gives the terminal back`() async throws {
        let screen = try Screen(
            "run lock --seed 7 --speed 2 --record full.cast", before: "ln -s /dev/full full.cast")
        try await screen.terminal.waitForScreen("No space left on device")
        #expect(try !screen.terminal.screen().contains("REC"))
        try await screen.terminal.waitForScreen("■ finished")
        try screen.terminal.press("q")
        #expect(try await screen.terminal.complaints(status: 1) == [])
        #expect(try screen.terminal.screen().contains("No space left on device. The recording ends there."))
    }
}

extension [[VisibleCell]] {
    /// The recording's length goes on until the program ends: without it, and the size, behind the word REC.
    fileprivate var withoutLength: [[VisibleCell]] {
        guard let header = first, let end = header.lastIndex(where: { $0.character == "C" }) else {
            return self
        }
        return [Array<VisibleCell>(header[...end])] + dropFirst()
    }
}
