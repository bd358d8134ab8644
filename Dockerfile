# Litweave with its models. The graph lives in /data; the configuration is read from /etc/litweave or the environment.
#
#     docker build -t litweave .
#     docker run --rm -v litweave:/data -v ./papers:/papers:ro litweave ingest /papers
#     docker run -p 4000:4000 -v litweave:/data litweave

FROM node:22-bookworm-slim AS build
WORKDIR /build
ENV NODE_ENV=development
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
# tini hands signals on and gathers what ended, as the first process must.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends tini=0.19.* \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=1000 --group=1000 /data
WORKDIR /app
COPY --from=build /build/package.json /build/schema.graphql /build/LICENSE /build/NOTICE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/models models
COPY --from=build /build/cypher cypher
COPY --from=build /build/samples samples
COPY --from=build /build/dist dist
RUN ln -s /app/dist/cli/main.js /usr/local/bin/litweave && chmod 755 /app/dist/cli/main.js

# Few heaps for many threads: docs/performance.md.
ENV NODE_ENV=production \
  MALLOC_ARENA_MAX=2 \
  LITWEAVE_HOST=0.0.0.0 \
  LITWEAVE_PORT=4000 \
  LITWEAVE_STORE=/data/graph \
  LITWEAVE_CACHE=/data/cache \
  LITWEAVE_STATE=/data/state
USER 1000:1000
WORKDIR /data
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LITWEAVE_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "litweave"]
CMD ["serve"]
