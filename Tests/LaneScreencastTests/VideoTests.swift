import Foundation
import LaneCanvas
import SystemPackage
import Testing

@testable import LaneScreencast

/// Videos made by the real tools, where they are installed.
@Suite(.serialized) struct VideoTests {
    private func video(
        _ times: [Int], as format: Video.Format = .gif, to output: some ScreencastOutput = TextOutput()
    ) -> Video {
        let size = Size(columns: 20, rows: 3)
        var video = Video(
            format, ScreencastHeader(size), framesPerSecond: 10, finalDelay: .seconds(1), to: output)
        var shown: Frame?
        for (index, time) in times.enumerated() {
            var frame = Frame(size: size)
            frame.write("frame \(index % 3)", row: 1, column: 2, style: Style(attributes: .bold))
            video.show(FrameUpdate(frame, since: shown), at: .milliseconds(time))
            shown = frame
        }
        return video
    }

    @Test func `pictures stand on the video's frames, the last of those that fall together`() {
        let video = video([0, 1_000, 1_010, 2_000, 3_000])
        #expect(video.cues.map(\.picture) == [0, 1, 2, 0, 1])
        #expect(
            video.shots(end: Microseconds(.milliseconds(3_500))) == [
                .init(picture: 0, frames: 10), .init(picture: 2, frames: 10), .init(picture: 0, frames: 10),
                .init(picture: 1, frames: 15),
            ])
    }

    @Test(arguments: Video.Format.allCases)
    func `the same frames give the same video, and nothing is left lying about`(format: Video.Format) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "threadlanes-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var shares: [Double] = []
        var made: [Data] = []
        for name in ["a", "b: c"] {
            let path = folder.appending(path: "\(name).\(format.rawValue)")
            var video = video([0, 500, 1_000, 1_500], as: format, to: CopiedFile(path: path))
            try video.finish(at: .milliseconds(2_000)) { shares.append($0) }
            made.append(try Data(contentsOf: path))
        }
        #expect(made[0] == made[1])
        #expect(made[0].count > 500)
        let beginnings: [Video.Format: [UInt8]] = [.gif: Array("GIF89a".utf8), .mp4: [0, 0, 0]]
        #expect(made[0].starts(with: beginnings[format] ?? []))
        #expect(shares.first == 0 && shares.last == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }

    @Test
    func `a tool that fails says why`() throws {
        let video = video([0, 500])
        #expect {
            try TemporaryFolder.with { folder in
                let shots = video.shots(end: Microseconds(.milliseconds(1_000)))
                try video.encode(video.pictures(), shots, to: "/proc/nowhere/all.gif", in: folder) { _ in }
            }
        } throws: { error in
            "\(error)".hasPrefix("ffmpeg failed (exit status 1):")
                && "\(error)".contains("No such file or directory")
        }
    }

    @Test
    func `a task that is cancelled makes no video`() async throws {
        let output = TextOutput()
        let video = video(Array(stride(from: 0, to: 5_000, by: 100)), to: output)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            var video = video
            try video.finish(at: .milliseconds(6_000)) { _ in }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(output.take() == "")
    }

    @Test
    func `a signal while a video is made ends the making, not the process`() {
        let output = TextOutput()
        var video = video([0, 500], to: output)
        #expect(throws: Video.Interrupted.self) {
            try video.finish(at: .milliseconds(1_000)) { share in
                if share == 0 { kill(getpid(), SIGTERM) }
            }
        }
        #expect(output.take() == "")
    }

    @Test func `nothing recorded is nothing to make`() {
        var video = video([])
        #expect(throws: Video.Failure.self) { try video.finish(at: .zero) { _ in } }
    }
}

/// Keeps the file that is appended, under another name.
private struct CopiedFile: ScreencastOutput {
    let path: URL

    func append(_ text: String) {}

    func append(contentsOf other: FilePath) throws {
        try FileManager.default.copyItem(at: URL(filePath: other.string), to: path)
    }
}
