import LaneCanvas

/// Frames kept as pictures until the end, and then made into a video by other programs.
///
/// Pictures that are the same are kept once, in a file that has no name any more, so nothing is left of it however the process
/// ends. Frames that no picture of the video shows, because another comes within the same fraction of a second, are left out.
/// Ending costs about a twentieth of a second for each different picture. The same frames and programs give the same bytes.
package struct Video: ScreencastSink {
    package enum Format: String, Hashable, Sendable, CaseIterable { case gif, mp4 }

    /// What went wrong, in words for the user.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The process was asked to end while the video was made. Whoever catches this may clean up and then `raise` the signal.
    package struct Interrupted: Error, CustomStringConvertible {
        package let signal: Int32
        package var description: String { "interrupted" }
    }

    /// From its time on, the picture of that number is shown.
    struct Cue: Equatable {
        let time: Microseconds
        let picture: Int
    }

    let format: Format
    let framesPerSecond: Int
    let finalDelay: Duration
    private(set) var cues: [Cue] = []
    private let header: ScreencastHeader
    private let output: any ScreencastOutput
    private let spool: Result<Spool, Failure>
    private var failure: Failure?
    private var clock = MonotonicTimes()
    private var frames: FittedFrames
    private var known: [Fingerprint: Int] = [:]

    /// - Parameters:
    ///   - framesPerSecond: how many pictures a second has at most.
    ///   - finalDelay: how long the last frame stays.
    package init(
        _ format: Format, _ header: ScreencastHeader, framesPerSecond: Int,
        finalDelay: Duration = .seconds(2), to output: any ScreencastOutput
    ) {
        self.format = format
        self.header = header
        self.framesPerSecond = max(framesPerSecond, 1)
        self.finalDelay = finalDelay
        self.output = output
        frames = FittedFrames(size: header.size)
        spool = Result { () throws(Failure) in try Spool() }
    }

    /// A picture that cannot be kept is told by `finish`.
    package mutating func show(_ update: FrameUpdate, at time: Duration) {
        let update = frames.fit(update)
        guard !update.changes.isEmpty else { return }
        let svg = SVGStill.svg(update.frame, header: header)
        let now = clock.next(time)
        let fingerprint = Fingerprint(svg)
        do throws(Failure) {
            let picture =
                if let known = known[fingerprint] { known } else { try spool.get().append(svg) }
            known[fingerprint] = picture
            if cues.last?.picture != picture { cues.append(Cue(time: now, picture: picture)) }
        } catch {
            failure = failure ?? error
        }
    }

    /// - Throws: `Failure`; `Interrupted` after a signal that asks to end, if nobody else handles it; `CancellationError` in a
    ///   task that is cancelled. Nothing is written then.
    package mutating func finish(at time: Duration, progress: (Double) -> Void) throws {
        let end = clock.next(time)
        try Interruption.watched {
            try TemporaryFolder.with { folder in
                let path = folder.file("video.\(format.rawValue)")
                try encode(pictures(), shots(end: end), to: path, in: folder, progress)
                guard folder.hasContent(path) else { throw Failure(description: "ffmpeg wrote nothing") }
                try output.append(contentsOf: path)
                progress(1)
            }
        }
    }

    /// The pictures' source.
    ///
    /// - Throws: why there is none.
    func pictures() throws(Failure) -> Spool {
        if let failure { throw failure }
        guard !cues.isEmpty else { throw Failure(description: "nothing was recorded") }
        return try spool.get()
    }

    var size: Size { header.size }

    /// `#rrggbb`: what is around the cells.
    var canvas: String { SVGDocument(header: header).canvas.hex }

    /// Tells pictures apart without keeping them: two hashes and the length, so that a coincidence is out of the question.
    private struct Fingerprint: Hashable {
        private let length: Int
        private let first: Int
        private var second: UInt64 = 0xcbf2_9ce4_8422_2325

        init(_ text: String) {
            length = text.utf8.count
            first = text.hashValue
            // Fowler, Noll and Vo's FNV-1a.
            for byte in text.utf8 { second = (second ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
    }
}
