# The server, for a PostgreSQL that runs elsewhere: see docs/deploy.md.

FROM node:22.22.0-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
# No package needs a script of its own, so none runs.
RUN ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
COPY . .
RUN ["node", "scripts/offline/main.js", "--folder", "/installation", "--without-database"]
RUN ["mkdir", "/empty"]

FROM node:22.22.0-bookworm-slim
LABEL org.opencontainers.image.title="Tocsin" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8585 \
    TOCSIN_DATA=/data
WORKDIR /app
# Root's, so that the server cannot change itself.
COPY --from=build /installation ./
COPY --from=build --chown=1000:1000 --chmod=700 /empty /data
USER 1000:1000
VOLUME ["/data"]
EXPOSE 8585
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/tocsin.js"]
CMD ["serve"]
