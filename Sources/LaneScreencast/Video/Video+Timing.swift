import LaneCanvas
import SystemPackage

extension Video {
    /// A picture and how many frames of the video it stands.
    struct Shot: Equatable {
        let picture: Int
        var frames: Int
    }

    /// The cues on the grid of the video's frames: of those that fall together the last one counts, and the last of all stays
    /// for `finalDelay` after `end`.
    func shots(end: Microseconds) -> [Shot] {
        func frame(_ time: Microseconds) -> Int {
            Int((time.count * Int64(framesPerSecond) + 500_000) / 1_000_000)
        }
        let length = Microseconds(count: end.count + Microseconds(finalDelay).count)
        var shots: [(picture: Int, start: Int)] = []
        for cue in cues {
            let start = shots.isEmpty ? 0 : frame(cue.time)
            if shots.last?.start == start { shots.removeLast() }
            if shots.last?.picture != cue.picture { shots.append((cue.picture, start)) }
        }
        let last = max(frame(length), (shots.last?.start ?? 0) + 1)
        return shots.indices.map { index in
            let stop = index + 1 < shots.count ? shots[index + 1].start : last
            return Shot(picture: shots[index].picture, frames: stop - shots[index].start)
        }
    }

    /// As large as is good to look at from afar, unless the screen is large already.
    var zoom: String {
        let width = CellGrid.pixels(size).width
        let widest = format == .mp4 ? 2_000 : 1_300
        return width * 2 <= widest ? "2" : width * 3 / 2 <= widest ? "1.5" : "1"
    }

    /// A list for ffmpeg's concat demuxer, which ignores the length of the last entry unless it is there twice.
    func list(_ shots: [Shot]) -> String {
        var list = "ffconcat version 1.0\n"
        for shot in shots {
            let time = Int64(shot.frames) * 1_000_000 / Int64(framesPerSecond)
            list += "file \(shot.picture).png\nduration \(Microseconds(count: time).seconds)\n"
        }
        if format == .mp4, let last = shots.last { list += "file \(last.picture).png\n" }
        return list
    }

    /// What ffmpeg is told, run by run.
    func commands(list: FilePath, colors: FilePath, output: FilePath, _ shots: [Shot]) -> [[String]] {
        let input = ["-nostdin", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", "\(list)"]
        // Nothing in the file tells when or by what it was made.
        let plain = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
        switch format {
        case .gif:
            let last = Int64(shots.last?.frames ?? 1) * 100 / Int64(framesPerSecond)
            return [
                input + ["-vf", "palettegen=stats_mode=full"] + plain + [
                    "-f", "image2", "-update", "1", "\(colors)",
                ],
                input
                    + [
                        "-i", "\(colors)", "-lavfi", "paletteuse=dither=none:diff_mode=rectangle", "-vsync",
                        "passthrough",
                    ]
                    + plain + [
                        "-loop", "0", "-final_delay", "\(max(last, 1))", "-f", "gif", "file:\(output)",
                    ],
            ]
        case .mp4:
            let frames = shots.reduce(0) { $0 + $1.frames }
            let canvas = canvas.replacing("#", with: "0x")
            let filter =
                "fps=\(framesPerSecond),pad=ceil(iw/2)*2:ceil(ih/2)*2:color=\(canvas),"
                + "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
            // The number of threads decides some of the bits.
            return [
                input
                    + [
                        "-vf", filter, "-frames:v", "\(frames)", "-c:v", "libx264", "-preset", "medium",
                        "-crf", "18",
                    ]
                    + [
                        "-tune", "animation", "-threads", "2", "-colorspace", "bt709", "-color_primaries",
                        "bt709",
                    ]
                    + ["-color_trc", "bt709", "-movflags", "+faststart"] + plain + [
                        "-f", "mp4", "file:\(output)",
                    ]
            ]
        }
    }
}
