import LaneCanvas

/// The last frame as a picture, of the size of the frame: the header's is not looked at.
package struct SVGStill: ScreencastSink {
    private let header: ScreencastHeader
    private let output: any ScreencastOutput
    private var last: Frame?

    package init(_ header: ScreencastHeader, to output: any ScreencastOutput) {
        self.header = header
        self.output = output
    }

    package mutating func show(_ update: FrameUpdate, at time: Duration) { last = update.frame }

    package mutating func finish(at time: Duration, progress: (Double) -> Void) {
        output.append(Self.svg(last ?? Frame(size: header.size), header: header))
    }

    /// A whole document of one frame.
    package static func svg(_ frame: Frame, header: ScreencastHeader) -> String {
        var paints = SVGPaints()
        var header = header
        header.size = frame.size
        let document = SVGDocument(header: header)
        let cells = SVGPainting.elements(
            FrameUpdate(frame), palette: header.palette, behind: document.canvas, paints: &paints)
        return document.beginning + cells + "\n" + document.end(paints)
    }
}
