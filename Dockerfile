# One image for both programs, api and worker; docker-compose.yml says which one runs. They need a PostgreSQL
# server: the embedded one is left out (--omit=optional). A slim image, not Alpine, as the packages are tried on glibc.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN npm run build

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY migrations migrations
COPY libs/feed-reader/data libs/feed-reader/data
USER node
EXPOSE 3000
CMD ["node", "dist/apps/api/src/main.js"]
