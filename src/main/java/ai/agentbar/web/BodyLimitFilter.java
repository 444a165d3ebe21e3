package ai.agentbar.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the whole body of an API request, up to {@link #BODY_LENGTH_MAX}, before anyone works on
 * it; a longer one is answered 413 and never held in memory. The notification endpoint is left out:
 * it counts what it turns away.
 */
@Component
class BodyLimitFilter extends OncePerRequestFilter {

  static final int BODY_LENGTH_MAX = 16 * 1024;

  /** A whole playbook, asked whether it may stand. */
  private static final int PLAYBOOK_LENGTH_MAX = 1024 * 1024;

  /** The longest text of a post-mortem, whatever it is written in. */
  static final int POST_MORTEM_LENGTH_MAX = 1024 * 1024;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath();
    return !path.startsWith("/api/") || path.startsWith("/api/webhooks/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int lengthMax = lengthMax(request.getServletPath());
    byte[] body = request.getInputStream().readNBytes(lengthMax + 1);
    if (body.length > lengthMax) {
      Problem.bodyTooLong(lengthMax).send(response);
      return;
    }
    chain.doFilter(new BufferedRequest(request, body), response);
  }

  private static int lengthMax(String path) {
    if (path.startsWith("/api/watch/playbook/")) {
      return PLAYBOOK_LENGTH_MAX;
    }
    return path.matches("/api/watch/incidents/\\d+/post-mortem")
        ? POST_MORTEM_LENGTH_MAX
        : BODY_LENGTH_MAX;
  }

  private static final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    BufferedRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
          return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException("the body is here already");
        }
      };
    }
  }
}
