import LaneCanvas

/// Frames kept as pictures until they are made into a film.
///
/// As a format it says nothing; `make` writes the file. Pictures that are the same are kept once. Until then they are in a file
/// that has no name any more, so nothing is left of it however the process ends.
package struct Film: ScreencastFormat {
    package enum Kind: String, Hashable, Sendable, CaseIterable { case gif, mp4 }

    /// What went wrong, in words for the user.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The process was asked to end while the film was made. Whoever catches this may clean up and then `raise` the signal.
    package struct Interrupted: Error, CustomStringConvertible {
        package let signal: Int32
        package var description: String { "interrupted" }
    }

    /// From its time on, the picture of that number is shown.
    struct Cue: Equatable {
        let time: Microseconds
        let picture: Int
    }

    let header: ScreencastHeader
    let hold: Duration
    private(set) var cues: [Cue] = []
    private(set) var length = Microseconds.zero
    let pictures: Result<Spool, Failure>
    private var failure: Failure?
    private var pace = Pace()
    private var shown: Frame?
    private var known: [Fingerprint: Int] = [:]

    /// - Parameter hold: how long the last frame stays.
    package init(_ header: ScreencastHeader, hold: Duration = .seconds(2)) {
        self.header = header
        self.hold = hold
        pictures = Result { () throws(Failure) in try Spool() }
    }

    package mutating func begin() -> String { "" }

    /// A picture that cannot be kept is told by `make`.
    package mutating func show(_ frame: Frame, at time: Duration) -> String {
        let frame = frame.fitted(to: header.size)
        guard frame != shown else { return "" }
        shown = frame
        let svg = SVGStill.svg(frame, header: header)
        let now = pace.moment(time)
        let fingerprint = Fingerprint(svg)
        do throws(Failure) {
            let picture = if let known = known[fingerprint] { known } else { try kept(svg) }
            known[fingerprint] = picture
            if cues.last?.picture != picture { cues.append(Cue(time: now, picture: picture)) }
        } catch {
            failure = failure ?? error
        }
        return ""
    }

    package mutating func mark(_ label: String, at time: Duration) -> String { "" }

    package mutating func end(at time: Duration) -> String {
        length = pace.moment(time)
        return ""
    }

    private func kept(_ svg: String) throws(Failure) -> Int { try pictures.get().append(svg) }

    /// The pictures' source, or why there is none.
    func kept() throws(Failure) -> Spool {
        if let failure { throw failure }
        guard !cues.isEmpty else { throw Failure(description: "nothing was recorded") }
        return try pictures.get()
    }

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
